package io.openclaw.local.ask;

import io.openclaw.local.terminal.DisplayWidth;
import io.openclaw.local.terminal.Terminal;

/** Text of any length and origin as a cell of a table. */
final class OneLine {
  /** Where there is no terminal that could be too narrow. */
  private static final int USUAL = 60;

  private static final int NARROWEST = 12;

  private OneLine() {}

  /** Without line ends and control characters. */
  static String of(String text) {
    return PlainText.of(text).replaceAll("\\s+", " ").strip();
  }

  /** The same, in so many columns at most. */
  static String of(String text, int columns) {
    String line = of(text);
    if (DisplayWidth.of(line) <= columns) {
      return line;
    }
    StringBuilder cut = new StringBuilder();
    int used = 1;
    for (int at = 0; at < line.length(); ) {
      int c = line.codePointAt(at);
      used += DisplayWidth.of(c);
      if (used > columns) {
        break;
      }
      cut.appendCodePoint(c);
      at += Character.charCount(c);
    }
    return cut.toString().stripTrailing() + "…";
  }

  /** What is left of a line for its last column. */
  static int room(Terminal terminal, int taken) {
    return terminal.isInteractive() ? Math.max(NARROWEST, terminal.width() - taken) : USUAL;
  }
}
