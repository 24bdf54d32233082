package io.openclaw.workspace;

import static java.util.Objects.requireNonNull;

/**
 * What a skill has to be to be called, as {@code orchestrator/skills.lock} says.
 *
 * @param version of the skill
 * @param sha256 hash of the files that make it up, 64 hexadecimal digits: {@link
 *     WorkspaceContent#hash} of what is below its folder
 */
public record SkillPin(String version, String sha256) {
  public SkillPin {
    requireNonNull(version, "version is null");
    requireNonNull(sha256, "sha256 is null");
  }
}
