package io.openclaw.workspace.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.openclaw.workspace.LoadResult;
import io.openclaw.workspace.LoadResult.Loaded;
import io.openclaw.workspace.load.WorkspaceLoader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A sound workspace on disk with one skill of instructions and one rule, whose priority changes.
 */
record TinyWorkspace(Path root) {

  static TinyWorkspace in(Path root) {
    TinyWorkspace workspace = new TinyWorkspace(root);
    workspace.write("orchestrator/agent-registry.yaml", "agents: []\n");
    workspace.write(
        "orchestrator/skill-registry.yaml",
        """
        skills:
          - {id: shared/manners, name: Manners, version: 1.0.0, owner: system, visibility: public}
        """);
    workspace.write(
        "skills/shared/manners/SKILL.md",
        "---\nname: manners\ndescription: Be kind.\n---\nAnd patient.\n");
    return workspace.withPriority("1");
  }

  TinyWorkspace withPriority(String priority) {
    return write(
        "orchestrator/routing-rules.yaml",
        """
        routing_rules:
          - {name: all, pattern: ".*", agents: null, priority: %s}
        """
            .formatted(priority));
  }

  TinyWorkspace write(String file, String text) {
    try {
      Path path = root.resolve(file);
      Files.createDirectories(path.getParent());
      Files.writeString(path, text);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Loaded load() {
    LoadResult result = WorkspaceLoader.load(root);
    assertThat(result).isInstanceOf(Loaded.class);
    return (Loaded) result;
  }
}
