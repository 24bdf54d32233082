package io.openclaw.artifact;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A folder with all that is in it. */
public final class FileTree {
  private FileTree() {}

  /**
   * Removes it if it is there, also where others remove it at the same time. Links in it are
   * removed, not followed; folders that their owner has closed are opened for that.
   */
  public static void delete(Path root) throws IOException {
    if (Files.isDirectory(root, LinkOption.NOFOLLOW_LINKS)) {
      for (Path file : filesIn(root)) {
        delete(file);
      }
    }
    Files.deleteIfExists(root);
  }

  private static List<Path> filesIn(Path folder) throws IOException {
    open(folder);
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    } catch (NoSuchFileException e) {
      return List.of();
    }
  }

  /** Where that does not work, what follows says why. */
  private static void open(Path folder) {
    if (!Files.isReadable(folder) || !Files.isWritable(folder) || !Files.isExecutable(folder)) {
      boolean _ = folder.toFile().setReadable(true, true);
      boolean _ = folder.toFile().setWritable(true, true);
      boolean _ = folder.toFile().setExecutable(true, true);
    }
  }
}
