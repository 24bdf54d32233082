package io.openclaw.route.match;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Random RE2 patterns and texts that they have a chance to match. */
final class Regexes {
  /** With what is odd about case, words, spaces and surrogate pairs. */
  private static final List<String> CHARACTERS =
      List.of(
          "a", "b", "B", "k", "K", "\u212A", "s", "S", "ſ", "i", "I", "İ", "ı", "µ", "Μ", "ǆ", "ǅ",
          "в", "В", "训", "练", "1", "_", "-", " ", "\t", "\n", "\u000B", "\u00A0", "😀", "𐐀", "𐐨",
          "\uD83D", "\uDE00");

  private static final List<String> CLASSES =
      List.of(
          "[ab]",
          "[a-c]",
          "[^a]",
          "[k]",
          "[sx-z]",
          "[ \\t]",
          "[\\s-]",
          "[\\d_]",
          "[\\w]",
          "[]a]",
          "[a-]",
          "[^]]",
          "[[:alpha:]]",
          "[[:^word:]]",
          "[训-练]",
          "[\\p{Han}b]",
          "[😀a]",
          "[𐐀]",
          "[İı]",
          "\\s",
          "\\S",
          "\\d",
          "\\w",
          "\\W",
          "\\pL",
          "\\p{Greek}",
          "\\P{Lu}",
          ".");

  private static final List<String> OTHERS =
      List.of(
          "^",
          "$",
          "\\b",
          "\\B",
          "\\A",
          "\\z",
          "(?m)",
          "(?i)",
          "(?-i)",
          "(?s)",
          "(?U)",
          "(^|\\s)",
          "(?:\\s|^)",
          "(\\s|$)",
          "(?:$|\\s)",
          "\\Qa.b\\E",
          "\\Q",
          "\\x41",
          "\\x{212A}",
          "\\x{D83D}",
          "\\101",
          "\\a",
          "\\n",
          "\\.",
          "\\训",
          "{",
          "}",
          "]",
          "a{,2}",
          "b{01}",
          "a{1,02}",
          "s{2,x}",
          "()",
          "(|a)",
          "[^\\x00-\\x{10FFFF}]");

  private static final List<String> REPETITIONS =
      List.of(
          "*", "+", "?", "*?", "+?", "??", "{0}", "{1}", "{2}", "{0,1}", "{1,2}", "{2,}", "{9}");

  /**
   * RE2/J never ends to compile a range across U+1C80, a letter without a lower case, under (?i).
   */
  private static final Pattern ENDLESS = Pattern.compile("[^训]-([^\\x00-\\x7F]|\\\\)");

  private Regexes() {}

  static Arbitrary<String> texts() {
    return Arbitraries.of(CHARACTERS).list().ofMaxSize(12).map(parts -> String.join("", parts));
  }

  static Arbitrary<Pattern> patterns() {
    return Arbitraries.oneOf(wellFormed(), wellFormed(), salad())
        .filter(10_000, Regexes::isPattern)
        .map(Pattern::compile);
  }

  private static Arbitrary<String> wellFormed() {
    return Arbitraries.recursive(Regexes::atoms, Regexes::composed, 0, 4);
  }

  /** Parts of patterns as they come. */
  private static Arbitrary<String> salad() {
    List<String> brackets = List.of("(", ")", "(?i:", "(?P<x>", "(?-i:", "|", "[", "[^", "\\");
    return Arbitraries.oneOf(
            atoms(), atoms(), Arbitraries.of(brackets), Arbitraries.of(REPETITIONS))
        .list()
        .ofMaxSize(10)
        .map(parts -> String.join("", parts));
  }

  private static Arbitrary<String> atoms() {
    Arbitrary<String> characters = Arbitraries.of(CHARACTERS);
    return Arbitraries.oneOf(
        characters, characters, Arbitraries.of(CLASSES), Arbitraries.of(OTHERS));
  }

  private static Arbitrary<String> composed(Arbitrary<String> inner) {
    Arbitrary<List<String>> parts = inner.list().ofMinSize(1).ofMaxSize(4);
    Arbitrary<String> openings = Arbitraries.of("(", "(?:", "(?i:", "(?-i:", "(?P<n>", "(?m:");
    return Arbitraries.oneOf(
        parts.map(all -> String.join("", all)),
        Combinators.combine(openings, parts)
            .as((opening, all) -> opening + String.join("|", all) + ")"),
        Combinators.combine(inner, Arbitraries.of(REPETITIONS))
            .as((part, repetition) -> "(?:" + part + ")" + repetition),
        inner.map(part -> "(?i)" + part));
  }

  private static boolean isPattern(String text) {
    if (text.contains("(?i") && ENDLESS.matcher(text).find()) {
      return false;
    }
    try {
      Pattern.compile(text);
      return true;
    } catch (PatternSyntaxException e) {
      return false;
    }
  }
}
