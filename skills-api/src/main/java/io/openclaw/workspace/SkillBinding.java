package io.openclaw.workspace;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * An agent's use of a skill.
 *
 * @param version {@code latest} or the one that must be there
 * @param timeout of one call; null takes the skill's own
 */
public record SkillBinding(
    String skillId, String version, @Nullable Duration timeout, RetryPolicy retryPolicy) {
  public SkillBinding {
    requireNonNull(skillId, "skillId is null");
    requireNonNull(version, "version is null");
    requireNonNull(retryPolicy, "retryPolicy is null");
  }
}
