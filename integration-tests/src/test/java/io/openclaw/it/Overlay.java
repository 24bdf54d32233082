package io.openclaw.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.stream.Stream;

/** Files of the tests that are laid over a workspace. */
final class Overlay {
  private static final Path ALL = Cli.ROOT.resolve("integration-tests/src/test/resources");

  private Overlay() {}

  static void lay(String name, Path workspace) throws IOException {
    Path overlay = ALL.resolve(name);
    try (Stream<Path> paths = Files.walk(overlay)) {
      for (Path path : paths.filter(Files::isRegularFile).toList()) {
        Path file = workspace.resolve(overlay.relativize(path).toString());
        Files.createDirectories(file.resolveSibling(""));
        Files.copy(path, file, StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }

  /** Puts something behind a line that a file has. */
  static void insert(Path file, String line, String what) throws IOException {
    String text = Files.readString(file);
    int at = text.indexOf("\n" + line + "\n");
    if (at < 0) {
      throw new IOException(file + " has no line " + line);
    }
    int behind = at + line.length() + 2;
    Files.writeString(file, text.substring(0, behind) + what + text.substring(behind));
  }
}
