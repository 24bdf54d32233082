package io.openclaw.workspace.file;

import io.openclaw.workspace.SkillManual;
import io.openclaw.workspace.yaml.Name;
import org.jspecify.annotations.Nullable;

/**
 * One folder below {@code skills/}.
 *
 * @param id its path below the workspace
 * @param config null for a skill of instructions alone
 */
public record SkillFolder(Name id, SkillManual manual, @Nullable SkillConfig config)
    implements Index.Item {

  public String folder() {
    return id.value();
  }
}
