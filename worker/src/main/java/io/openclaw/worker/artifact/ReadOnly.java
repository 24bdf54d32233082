package io.openclaw.worker.artifact;

import java.io.IOException;
import java.nio.file.Path;

/** Files whose content others rely on. */
final class ReadOnly {
  private ReadOnly() {}

  /** From here on nobody writes to it by mistake; it can still be moved and deleted. */
  static void make(Path file) throws IOException {
    if (!file.toFile().setReadOnly()) {
      throw new IOException("cannot make " + file.getFileName() + " read-only");
    }
  }
}
