package io.openclaw.workspace;

import static java.util.Objects.requireNonNull;

/**
 * Something wrong in a workspace file.
 *
 * @param file below the workspace, with {@code /}
 * @param line from 1; 1 where the whole file is meant
 * @param column from 1
 * @param code stable: {@code UNKNOWN_KEY}, {@code MISSING_KEY}, {@code WRONG_TYPE}, …
 * @param message what is wrong and how to mend it
 */
public record WorkspaceProblem(String file, int line, int column, String code, String message) {
  public WorkspaceProblem {
    requireNonNull(file, "file is null");
    requireNonNull(code, "code is null");
    requireNonNull(message, "message is null");
  }

  @Override
  public String toString() {
    return file + ":" + line + ":" + column + ": " + message + " [" + code + "]";
  }
}
