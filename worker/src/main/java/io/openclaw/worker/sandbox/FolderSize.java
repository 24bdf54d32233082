package io.openclaw.worker.sandbox;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;

/** Whether folders hold too much. What vanishes meanwhile counts nothing, what hides too much. */
final class FolderSize extends SimpleFileVisitor<Path> {
  /** A file takes room beside its content; so many of them are as bad as one large file. */
  private static final long EACH = 64 * 1024;

  private final long most;
  private long total;

  private FolderSize(long most) {
    this.most = most;
  }

  static boolean isAbove(List<Path> folders, long most) {
    FolderSize size = new FolderSize(most);
    try {
      for (Path folder : folders) {
        Files.walkFileTree(folder, size);
      }
    } catch (IOException e) {
      // A folder that has gone holds nothing.
      return size.total > most;
    }
    return size.total > most;
  }

  @Override
  public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
    return add(0);
  }

  @Override
  public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
    return add(attributes.isRegularFile() ? attributes.size() : 0);
  }

  @Override
  public FileVisitResult visitFileFailed(Path file, IOException e) {
    if (e instanceof NoSuchFileException) {
      return FileVisitResult.CONTINUE;
    }
    // What is hidden from a look may be of any size.
    total = Long.MAX_VALUE;
    return FileVisitResult.TERMINATE;
  }

  @Override
  public FileVisitResult postVisitDirectory(
      Path folder, @org.jspecify.annotations.Nullable IOException e) {
    return FileVisitResult.CONTINUE;
  }

  private FileVisitResult add(long size) {
    total += size + EACH;
    return total > most ? FileVisitResult.TERMINATE : FileVisitResult.CONTINUE;
  }
}
