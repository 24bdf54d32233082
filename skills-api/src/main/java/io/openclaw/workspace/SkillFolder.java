package io.openclaw.workspace;

import java.util.List;
import java.util.Map;

/**
 * One folder below {@code skills/}.
 *
 * @param id its path below the workspace
 * @param description from SKILL.md
 */
record SkillFolder(Name id, String description, Config config) implements Index.Item {

  String folder() {
    return id.value();
  }

  /**
   * What config.yaml says.
   *
   * @param handlerNames where each handler is named, in order
   */
  record Config(
      Name id,
      Name version,
      Skill.RuntimeKind runtime,
      List<String> requirements,
      List<String> environment,
      List<Name> handlerNames,
      Map<String, Handler> handlers) {}
}
