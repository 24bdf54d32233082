package io.openclaw.route.match;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class AhoCorasickTest {

  /** A word and where it ends. */
  record Occurrence(String word, int end) {}

  @Property
  void shouldFindEveryWordWhereverItEnds(
      @ForAll("words") Set<String> words, @ForAll("texts") List<String> text) {
    List<String> list = List.copyOf(words);
    String whole = String.join("", text);

    assertThat(occurrences(list, whole)).containsExactlyElementsOf(expected(list, whole));
  }

  @Test
  void shouldFindWordsThatLieInEachOther() {
    assertThat(occurrences(List.of("he", "she", "his", "hers"), "ushers"))
        .containsExactly(
            new Occurrence("she", 4), new Occurrence("he", 4), new Occurrence("hers", 6));
  }

  @Test
  void shouldIgnoreCase() {
    assertThat(occurrences(List.of("kiss", "训练"), "\u212AIſS训练"))
        .containsExactly(new Occurrence("kiss", 4), new Occurrence("训练", 6));
  }

  @Test
  void shouldFindNothingWithoutWords() {
    assertThat(occurrences(List.of(), "a text")).isEmpty();
  }

  @Test
  void shouldHoldManyWords() {
    // given
    List<String> words = new ArrayList<>();
    for (int i = 0; i < 50_000; i++) {
      words.add(Integer.toString(i, 36) + (char) ('一' + i % 3_000));
    }

    // when, then
    assertThat(occurrences(words, "xyz " + words.get(49_999) + words.get(4_711)))
        .contains(new Occurrence(words.get(49_999), 4 + words.get(49_999).length()));
  }

  @Provide
  Arbitrary<Set<String>> words() {
    return Arbitraries.strings().withChars("abc训").ofMinLength(1).ofMaxLength(5).set();
  }

  @Provide
  Arbitrary<List<String>> texts() {
    return Arbitraries.of("a", "b", "c", "训", "x").list().ofMaxSize(40);
  }

  /** By their ends, of those with the same end the longest first. */
  private static List<Occurrence> expected(List<String> words, String text) {
    List<Occurrence> expected = new ArrayList<>();
    for (int end = 1; end <= text.length(); end++) {
      for (int start = 0; start < end; start++) {
        if (words.contains(text.substring(start, end))) {
          expected.add(new Occurrence(text.substring(start, end), end));
        }
      }
    }
    return expected;
  }

  private static List<Occurrence> occurrences(List<String> words, String text) {
    AhoCorasick automaton = AhoCorasick.of(words);
    List<Occurrence> occurrences = new ArrayList<>();
    int state = AhoCorasick.START;
    for (int i = 0; i < text.length(); i++) {
      state = automaton.next(state, text.charAt(i));
      int found = automaton.found(state);
      while (found != AhoCorasick.START) {
        occurrences.add(new Occurrence(words.get(automaton.word(found)), i + 1));
        found = automaton.shorter(found);
      }
    }
    return occurrences;
  }
}
