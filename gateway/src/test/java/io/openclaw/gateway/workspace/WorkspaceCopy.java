package io.openclaw.gateway.workspace;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
}
