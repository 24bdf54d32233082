package io.openclaw.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A temporary folder with a home and a copy of a workspace: what is measured writes into both. */
record Playground(Path folder) {

  static Playground create(Path workspace) throws IOException {
    Playground playground = new Playground(Files.createTempDirectory("openclaw-bench"));
    Files.createDirectory(playground.home());
    copy(workspace, playground.workspace());
    return playground;
  }

  Path home() {
    return folder.resolve("home");
  }

  Path workspace() {
    return folder.resolve("workspace");
  }

  void delete() throws IOException {
    for (Path path : tree(folder).reversed()) {
      Files.delete(path);
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    for (Path path : tree(from)) {
      Files.copy(path, to.resolve(from.relativize(path).toString()));
    }
  }

  /** Folders before what is in them. */
  private static List<Path> tree(Path root) throws IOException {
    try (Stream<Path> paths = Files.walk(root)) {
      return paths.toList();
    }
  }
}
