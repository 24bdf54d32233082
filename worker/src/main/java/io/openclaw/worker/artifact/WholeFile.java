package io.openclaw.worker.artifact;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** A file that is there as a whole, to be read only, or not at all. */
final class WholeFile {
  private WholeFile() {}

  /** Gives a file its content. */
  interface Writing {
    void to(Path file) throws IOException;
  }

  /** Has it written beside the target, which it becomes when nothing has gone wrong. */
  static void write(Path target, Writing writing) throws IOException {
    Files.createDirectories(target.getParent());
    Path part = Files.createTempFile(target.getParent(), ".", ".part");
    try {
      writing.to(part);
      ReadOnly.make(part);
      Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(part);
    }
  }
}
