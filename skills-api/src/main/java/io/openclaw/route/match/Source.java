package io.openclaw.route.match;

/**
 * The text of a pattern and how far it has been read. Past the end there is nothing: {@link #END}.
 */
final class Source {
  static final int END = -1;

  private final String text;
  private int at;

  Source(String text) {
    this.text = text;
  }

  int peek() {
    return at < text.length() ? text.codePointAt(at) : END;
  }

  int next() {
    int codePoint = peek();
    if (codePoint != END) {
      at += Character.charCount(codePoint);
    }
    return codePoint;
  }

  boolean isAt(String expected) {
    return text.startsWith(expected, at);
  }

  /** Reads this, where it is what comes next. */
  boolean take(String expected) {
    boolean here = isAt(expected);
    if (here) {
      at += expected.length();
    }
    return here;
  }

  /** Reads up to and with this; all that is left where it does not come. */
  String upTo(String end) {
    int found = text.indexOf(end, at);
    String passed = text.substring(at, found < 0 ? text.length() : found);
    at = Math.min(text.length(), at + passed.length() + end.length());
    return passed;
  }

  /** Reads a number below 10,000 as RE2 writes it; negative where there is none. */
  int number() {
    int start = at;
    while (peek() >= '0' && peek() <= '9') {
      at++;
    }
    int length = at - start;
    boolean isNumber = length == 1 || (length > 1 && length < 5 && text.charAt(start) != '0');
    return isNumber ? Integer.parseInt(text, start, at, 10) : -1;
  }

  /** Leaves the rest unread. */
  void giveUp() {
    at = text.length();
  }
}
