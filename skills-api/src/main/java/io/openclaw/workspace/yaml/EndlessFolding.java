package io.openclaw.workspace.yaml;

import com.google.re2j.Pattern;

/**
 * Patterns that RE2/J 1.8 never finishes to compile: those without regard to case whose literals or
 * class ranges have one of the characters U+1C80 to U+1C88, for which newer versions of Java know
 * other upper-case letters than the library's tables do.
 */
final class EndlessFolding {
  private static final char FIRST = '\u1C80';
  private static final char LAST = '\u1C88';
  private static final Pattern FOLDS = Pattern.compile("\\(\\?[a-zA-Z]*i");
  private static final Pattern NAMED = Pattern.compile("(?i)\\\\x\\{0*1C8[0-8]\\}");

  /** An end of a range that is written as a number: it could be any. */
  private static final Pattern NUMBERED_RANGE =
      Pattern.compile("\\\\x\\{[0-9a-fA-F]+\\}-|-\\\\x\\{");

  private EndlessFolding() {}

  static boolean hangs(String pattern) {
    return FOLDS.matcher(pattern).find()
        && (pattern.chars().anyMatch(c -> FIRST <= c && c <= LAST)
            || NAMED.matcher(pattern).find()
            || NUMBERED_RANGE.matcher(pattern).find()
            || hasRangeAcross(pattern));
  }

  private static boolean hasRangeAcross(String pattern) {
    boolean inClass = false;
    for (int i = 0; i < pattern.length(); i++) {
      switch (pattern.charAt(i)) {
        case '\\' -> i++;
        case '[' -> inClass = true;
        case ']' -> inClass = false;
        case '-' -> {
          if (inClass
              && i > 0
              && i + 1 < pattern.length()
              && pattern.charAt(i - 1) < FIRST
              && pattern.charAt(i + 1) > LAST) {
            return true;
          }
        }
        default -> {}
      }
    }
    return false;
  }
}
