package io.openclaw.workspace.yaml;

import org.yaml.snakeyaml.error.Mark;

/** Where something stands in a workspace file. Lines and columns count from 1. */
public record Place(String file, int line, int column) {

  /** Where the file as a whole is meant. */
  public static Place startOf(String file) {
    return new Place(file, 1, 1);
  }

  /** Just behind this much of the file. */
  public static Place after(String file, CharSequence text) {
    int line = 1;
    int column = 1;
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) == '\n') {
        line++;
        column = 1;
      } else {
        column++;
      }
    }
    return new Place(file, line, column);
  }

  static Place of(String file, Mark mark) {
    return new Place(file, mark.getLine() + 1, mark.getColumn() + 1);
  }
}
