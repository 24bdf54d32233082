package io.openclaw.route.match;

import java.util.BitSet;

/**
 * Case as RE2/J ignores it under {@code (?i)}: by Unicode's simple folding, so that {@code k},
 * {@code K} and the Kelvin sign are one, and {@code s} and {@code ſ}. Of characters of one {@code
 * char}; two in a pair have no case here.
 */
final class Folding {
  private static final char[] FOLDED = table();
  private static final BitSet CASED = cased();

  private Folding() {}

  static char fold(char c) {
    return FOLDED[c];
  }

  static String fold(String text) {
    StringBuilder folded = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      folded.append(fold(text.charAt(i)));
    }
    return folded.toString();
  }

  /** Whether another character folds to the same. */
  static boolean hasCase(char c) {
    return CASED.get(c);
  }

  static boolean hasCase(String text) {
    return text.chars().anyMatch(CASED::get);
  }

  private static char[] table() {
    char[] folded = new char[Character.MAX_VALUE + 1];
    for (int c = 0; c < folded.length; c++) {
      folded[c] = (char) (isLoner(c) ? c : Character.toLowerCase(Character.toUpperCase(c)));
    }
    return folded;
  }

  /**
   * Those whose upper or lower case is a letter to which they are not the other case: the dotted
   * capital I, the dotless small one, and old forms of Cyrillic letters.
   */
  private static boolean isLoner(int c) {
    return c == 'İ' || c == 'ı' || (c >= 0x1C80 && c <= 0x1C88);
  }

  private static BitSet cased() {
    BitSet once = new BitSet();
    BitSet twice = new BitSet();
    for (char folded : FOLDED) {
      (once.get(folded) ? twice : once).set(folded);
    }
    BitSet cased = new BitSet();
    for (int c = 0; c < FOLDED.length; c++) {
      cased.set(c, twice.get(FOLDED[c]));
    }
    return cased;
  }
}
