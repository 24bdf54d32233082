package io.openclaw.local.ask;

import io.openclaw.local.terminal.DisplayWidth;
import java.util.ArrayList;
import java.util.List;

/**
 * Text in the parts between which a line may be broken: words, blanks, line ends, and single wide
 * characters, since Chinese has no blanks.
 */
final class Words {
  private Words() {}

  static List<String> of(String text) {
    List<String> words = new ArrayList<>();
    int begin = 0;
    for (int at = 0; at < text.length(); ) {
      int codePoint = text.codePointAt(at);
      int next = at + Character.charCount(codePoint);
      if (standsAlone(codePoint)) {
        if (begin < at) {
          words.add(text.substring(begin, at));
        }
        words.add(text.substring(at, next));
        begin = next;
      }
      at = next;
    }
    if (begin < text.length()) {
      words.add(text.substring(begin));
    }
    return words;
  }

  /** One line of text as lines of so many columns; a word that is longer has a line of its own. */
  static List<String> wrap(String text, int columns) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : of(text)) {
      boolean full = DisplayWidth.of(line + word.stripTrailing()) > columns;
      if (full && !line.toString().isBlank()) {
        lines.add(line.toString().stripTrailing());
        line.setLength(0);
      }
      // A blank at which a line was broken is not the beginning of the next one.
      if (!(line.isEmpty() && !lines.isEmpty() && word.equals(" "))) {
        line.append(word);
      }
    }
    lines.add(line.toString());
    return lines;
  }

  /** How much of a text that goes on are whole words; behind that lies what may become longer. */
  static int whole(String text) {
    int end = text.length();
    while (end > 0 && !standsAlone(text.codePointBefore(end))) {
      end -= Character.charCount(text.codePointBefore(end));
    }
    return end;
  }

  private static boolean standsAlone(int codePoint) {
    return codePoint == '\n' || codePoint == ' ' || DisplayWidth.of(codePoint) > 1;
  }
}
