package io.openclaw.gateway.workspace;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;

/** The tests' workspace in a place where a test may edit it. */
final class WorkspaceCopy {
  private static final Path WORKSPACE = Path.of("src/test/resources/workspace");

  private WorkspaceCopy() {}

  static void copy(Path to) throws IOException {
    try (Stream<Path> paths = Files.walk(WORKSPACE)) {
      for (Path path : paths.toList()) {
        Files.copy(path, to.resolve(WORKSPACE.relativize(path).toString()));
      }
    }
  }

  /** A copy of the writer, under another id and without its skills. */
  static void addAgent(Path workspace, String id) throws IOException {
    Path writer = workspace.resolve("agents/writer");
    Path folder = Files.createDirectories(workspace.resolve("agents").resolve(id));
    for (String file : List.of("IDENTITY.md", "SOUL.md", "config.yaml")) {
      String text = Files.readString(writer.resolve(file)).replace("agent-two", id);
      Files.writeString(folder.resolve(file), text.split("  skills:", 2)[0]);
    }
    Files.writeString(
        workspace.resolve("orchestrator/agent-registry.yaml"),
        "  - {id: %s, name: Writer}\n".formatted(id),
        StandardOpenOption.APPEND);
  }
}
