package io.openclaw.local.workspace.imports;

import static java.util.Objects.requireNonNull;

/**
 * Something in the source that has to be mended there, or that was changed on the way.
 *
 * @param file as people find it
 * @param line from 1
 * @param message what it is and how to mend it; never what a secret is
 */
record Finding(String file, int line, String message) {
  Finding {
    requireNonNull(file, "file is null");
    requireNonNull(message, "message is null");
  }

  @Override
  public String toString() {
    return file + ":" + line + ": " + message;
  }
}
