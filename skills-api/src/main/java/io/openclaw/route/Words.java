package io.openclaw.route;

import java.util.Collection;
import java.util.TreeSet;

/** Pieces of a request as reasons show them. */
final class Words {
  private static final int QUOTE_LIMIT = 40;

  private Words() {}

  /** On one line, and not longer than a glance. */
  static String quote(String found) {
    String line = found.strip().replaceAll("\\s+", " ");
    boolean isShort = line.codePointCount(0, line.length()) <= QUOTE_LIMIT;
    String shown =
        isShort ? line : line.substring(0, line.offsetByCodePoints(0, QUOTE_LIMIT)) + "…";
    return "«" + shown + "»";
  }

  /** Each quoted, in alphabetical order. */
  static String list(Collection<String> words) {
    return "«" + String.join("», «", new TreeSet<>(words)) + "»";
  }
}
