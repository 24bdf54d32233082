package io.openclaw.local.workspace.change;

import static java.util.Objects.requireNonNull;

/**
 * A file that gets another text.
 *
 * @param file below the workspace, with {@code /}
 * @param before what it has to hold for the edit to be right
 * @param after what it is to hold
 */
public record FileEdit(String file, String before, String after) {
  public FileEdit {
    requireNonNull(file, "file is null");
    requireNonNull(before, "before is null");
    requireNonNull(after, "after is null");
  }
}
