package io.openclaw.workspace.file;

import io.openclaw.workspace.AgentTexts;
import io.openclaw.workspace.yaml.Name;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One folder below {@code agents/}.
 *
 * @param folder its name, which is also what skills call their owner
 * @param tools what tools-config.json offers; null where there is no such file
 */
public record AgentFolder(
    String folder,
    AgentConfig config,
    IdentityFile identity,
    AgentTexts texts,
    @Nullable List<ToolEntry> tools)
    implements Index.Item {
  /** To be copied; checked as a folder, and no agent. */
  static final String TEMPLATE = "template";

  @Override
  public Name id() {
    return config.id();
  }

  public boolean isTemplate() {
    return folder.equals(TEMPLATE);
  }

  /** A skill that tools-config.json offers, and its handlers; none: all. */
  public record ToolEntry(Name skill, List<Name> handlers) {}
}
