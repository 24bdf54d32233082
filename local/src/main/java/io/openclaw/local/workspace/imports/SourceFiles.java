package io.openclaw.local.workspace.imports;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The files of a skill that is to be copied, and those that are not. */
final class SourceFiles {
  static final long MOST_BYTES = 1 << 20;

  private static final int DEEPEST = 8;

  private final SortedMap<String, Path> copied = new TreeMap<>();
  private final Map<Path, String> leftOut = new LinkedHashMap<>();
  private final Path folder;

  private SourceFiles(Path folder) {
    this.folder = folder;
  }

  static SourceFiles in(Path folder) throws IOException {
    SourceFiles files = new SourceFiles(folder);
    files.addAll(folder, DEEPEST);
    return files;
  }

  /** By the path below the folder, with {@code /}. */
  SortedMap<String, Path> copied() {
    return copied;
  }

  /** With the reason. */
  Map<Path, String> leftOut() {
    return leftOut;
  }

  /** Why a regular file is not copied; empty where it may be. */
  static String tooLarge(Path file) throws IOException {
    long size = Files.size(file);
    return size <= MOST_BYTES
        ? ""
        : "larger than 1 MiB, the most that is copied (%.1f MiB)".formatted(size / 1048576.0);
  }

  private void addAll(Path parent, int depth) throws IOException {
    for (Path path : Source.list(parent)) {
      String excluded = Exclusion.of(path);
      if (excluded != null) {
        leftOut.put(path, excluded);
      } else if (!Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
        addFile(path);
      } else if (depth == 1) {
        leftOut.put(path, "it lies too deep");
      } else {
        addAll(path, depth - 1);
      }
    }
  }

  private void addFile(Path file) throws IOException {
    String tooLarge = tooLarge(file);
    if (tooLarge.isEmpty()) {
      copied.put(folder.relativize(file).toString().replace('\\', '/'), file);
    } else {
      leftOut.put(file, tooLarge);
    }
  }
}
