package io.openclaw.route.match;

/** What stands for one character after a backslash. */
final class Escapes {
  /** Not one character, or not understood. */
  static final int NONE = -1;

  private Escapes() {}

  /** Reads from behind the backslash. */
  static int read(Source source) {
    int c = source.next();
    return switch (c) {
      case 'a' -> 0x07;
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'v' -> 0x0B;
      case 'x' -> hexadecimal(source);
      // Source.END is none either.
      default -> c < 0 || isAlphanumeric(c) ? NONE : c;
    };
  }

  /** Reads a group of many characters, such as {@code \w} or {@code \p{Han}}, if it is one. */
  static boolean takeGroup(Source source) {
    if (source.take("p") || source.take("P")) {
      if (source.next() == '{') {
        source.upTo("}");
      }
      return true;
    }
    return source.take("w") || source.take("W") || source.take("S") || source.take("D");
  }

  private static int hexadecimal(Source source) {
    if (!source.take("{")) {
      return Character.digit(source.next(), 16) * 16 + Character.digit(source.next(), 16);
    }
    try {
      return Integer.parseInt(source.upTo("}"), 16);
    } catch (NumberFormatException e) {
      return NONE;
    }
  }

  private static boolean isAlphanumeric(int c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }
}
