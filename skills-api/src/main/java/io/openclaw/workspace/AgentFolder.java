package io.openclaw.workspace;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One folder below {@code agents/}.
 *
 * @param folder its name, which is also what skills call their owner
 */
record AgentFolder(String folder, Config config, IdentityFile identity, String soul)
    implements Index.Item {

  @Override
  public Name id() {
    return config.id();
  }

  /** What config.yaml says. */
  record Config(
      Name id,
      Name name,
      String description,
      ModelSettings model,
      Permissions permissions,
      List<Binding> skills) {}

  /**
   * A skill that it binds.
   *
   * @param version null where any is right
   */
  record Binding(Name skill, @Nullable Name version, SkillBinding settings) {}
}
