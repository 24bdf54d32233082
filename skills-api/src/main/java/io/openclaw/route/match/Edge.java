package io.openclaw.route.match;

/** What must hold at a place between two characters, as RE2 defines it. */
enum Edge {
  ANYWHERE,
  /** {@code ^} and {@code \A}. */
  TEXT_START,
  /** {@code $} and {@code \z}. */
  TEXT_END,
  /** {@code (?m)^}. */
  LINE_START,
  /** {@code (?m)$}. */
  LINE_END,
  /** {@code \b}, of ASCII words. */
  WORD_BOUNDARY,
  /** {@code \B}. */
  NO_WORD_BOUNDARY,
  /** {@code (^|\s)} before a text; the space is no part of the text that is looked for. */
  AFTER_SPACE,
  /** {@code (\s|$)} after a text. */
  BEFORE_SPACE;

  boolean holds(CharSequence text, int place) {
    return switch (this) {
      case ANYWHERE -> true;
      case TEXT_START -> place == 0;
      case TEXT_END -> place == text.length();
      case LINE_START -> place == 0 || text.charAt(place - 1) == '\n';
      case LINE_END -> place == text.length() || text.charAt(place) == '\n';
      case WORD_BOUNDARY -> isInWord(text, place - 1) != isInWord(text, place);
      case NO_WORD_BOUNDARY -> isInWord(text, place - 1) == isInWord(text, place);
      case AFTER_SPACE -> place == 0 || isSpace(text.charAt(place - 1));
      case BEFORE_SPACE -> place == text.length() || isSpace(text.charAt(place));
    };
  }

  /** Whether it holds at the start of every text. */
  boolean holdsAtStart() {
    return this == ANYWHERE || this == TEXT_START || this == LINE_START || this == AFTER_SPACE;
  }

  /** Whether it says what is before the place, rather than what is after it or both. */
  boolean canEnd() {
    return this != AFTER_SPACE;
  }

  boolean canBegin() {
    return this != BEFORE_SPACE;
  }

  private static boolean isInWord(CharSequence text, int at) {
    if (at < 0 || at >= text.length()) {
      return false;
    }
    char c = text.charAt(at);
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
  }

  /** {@code \s}. */
  private static boolean isSpace(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\f' || c == '\r';
  }
}
