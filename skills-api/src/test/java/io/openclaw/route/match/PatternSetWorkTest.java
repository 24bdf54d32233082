package io.openclaw.route.match;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.re2j.Pattern;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How often a set reads the characters of a text. */
class PatternSetWorkTest {
  private static final int LENGTH = 2_000;

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          (a+)+$               ; a
          (a|aa)+b             ; a
          (a|a?)+c             ; a
          (.*a){12}b           ; a
          (\\w+\\s?)+!         ; word
          ^(([a-z])+.)+[A-Z]$  ; a
          a.*a.*a.*a.*b        ; ab
          aaaaaaaa|aaab        ; a
          (?i)(^|\\s)ſ+K\\b    ; Sk
          """)
  void shouldDoWorkInProportionToTheText(String pattern, String repeated) {
    // when
    long once = reads(List.of(pattern), repeated.repeat(LENGTH));
    long twice = reads(List.of(pattern), repeated.repeat(2 * LENGTH));

    // then
    assertThat(twice).isLessThanOrEqualTo(2 * once + LENGTH / 10);
    assertThat(once).isLessThan(20L * repeated.length() * LENGTH);
  }

  @Test
  void shouldReadATextOnceWhereWordsDecide() {
    // given
    List<String> patterns =
        Stream.iterate(0, i -> i + 1)
            .limit(1_000)
            .map("(?i)(词%1$d|(^|\\s)(word%1$d|words of %1$d)\\b)"::formatted)
            .toList();
    String text = "Not a single one of these words is what the rules look for. ".repeat(10);

    // when, then
    assertThat(reads(patterns, text)).isEqualTo(text.length());
  }

  @Test
  void shouldAskRe2jOnlyWhereAllWordsOccur() {
    // given
    List<String> patterns = List.of("train.*model", "model.*train", "(de|un)ploy.*x", "x.*");
    String text = "train and deploy";

    // when, then
    assertThat(reads(patterns, text)).isEqualTo(text.length());
    assertThat(reads(List.of("train.*deploy"), text)).isGreaterThan(text.length());
  }

  private static long reads(List<String> patterns, String text) {
    CountedText counted = new CountedText(text);
    PatternSet.of(patterns.stream().map(Pattern::compile).toList()).first(counted);
    return counted.reads();
  }
}
