package io.openclaw.route.match;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Random RE2 patterns and texts that they have a chance to match. */
final class Regexes {
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

  /** All that is odd about case, words, spaces and surrogate pairs, and all of the syntax. */
  static final Regexes VARIED = new Regexes(CHARACTERS, CLASSES, OTHERS);

  /** So few characters that most patterns match some text. */
  static final Regexes DENSE =
      new Regexes(
          List.of("a", "b", "A", "训", " "),
          List.of("\\b", "\\B", "(^|\\s)", "(\\s|$)"),
          List.of("^", "$", "(?i)", "[ab]", "\\s", "."));

  private final List<String> characters;
  private final List<String> classes;
  private final List<String> others;

  private Regexes(List<String> characters, List<String> classes, List<String> others) {
    this.characters = characters;
    this.classes = classes;
    this.others = others;
  }

  Arbitrary<String> texts() {
    return Arbitraries.of(characters).list().ofMaxSize(12).map(parts -> String.join("", parts));
  }

  Arbitrary<Pattern> patterns() {
    return Arbitraries.oneOf(wellFormed(), wellFormed(), salad())
        .filter(10_000, Regexes::isPattern)
        .map(Pattern::compile);
  }

  private Arbitrary<String> wellFormed() {
    return Arbitraries.recursive(this::atoms, Regexes::composed, 0, 4);
  }

  /** Parts of patterns as they come. */
  private Arbitrary<String> salad() {
    List<String> brackets = List.of("(", ")", "(?i:", "(?P<x>", "(?-i:", "|", "[", "[^", "\\");
    return Arbitraries.oneOf(
            atoms(), atoms(), Arbitraries.of(brackets), Arbitraries.of(REPETITIONS))
        .list()
        .ofMaxSize(10)
        .map(parts -> String.join("", parts));
  }

  private Arbitrary<String> atoms() {
    Arbitrary<String> single = Arbitraries.of(characters);
    return Arbitraries.oneOf(single, single, Arbitraries.of(classes), Arbitraries.of(others));
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
        inner.map(part -> "(?i)" + part),
        Combinators.combine(inner, inner).as((part, rest) -> "((?i)" + part + ")" + rest));
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
