package io.openclaw.local.ask;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WordsTest {

  @Test
  void shouldBreakBetweenWordsAndBetweenWideCharacters() {
    assertThat(Words.of("ab 企鹅c\nd")).containsExactly("ab", " ", "企", "鹅", "c", "\n", "d");
    assertThat(Words.wrap("one two three", 8)).containsExactly("one two", "three");
    assertThat(Words.wrap("one  two", 4)).containsExactly("one", "two");
    assertThat(Words.wrap("企鹅企鹅", 5)).containsExactly("企鹅", "企鹅");
    assertThat(Words.wrap("a unbreakable b", 4)).containsExactly("a", "unbreakable", "b");
    assertThat(Words.wrap("", 4)).containsExactly("");
    assertThat(Words.wrap("  two words", Integer.MAX_VALUE)).containsExactly("  two words");
  }

  @Test
  void shouldHoldBackAWordThatMayGoOn() {
    assertThat(Words.whole("one tw")).isEqualTo("one ".length());
    assertThat(Words.whole("企鹅")).isEqualTo(2);
    assertThat(Words.whole("tw")).isZero();
  }
}
