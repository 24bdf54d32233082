package io.openclaw.route.match;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.re2j.Pattern;
import java.util.BitSet;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A set of patterns agrees with each of its patterns. */
class PatternSetTest {

  @Property(tries = 10_000, edgeCases = EdgeCasesMode.NONE)
  void shouldFindWhatEachPatternFinds(
      @ForAll("variedPatterns") List<Pattern> patterns, @ForAll("variedTexts") List<String> texts) {
    assertAgreement(patterns, texts);
  }

  @Property(tries = 10_000, edgeCases = EdgeCasesMode.NONE)
  void shouldFindWhatEachPatternFindsAmongFewCharacters(
      @ForAll("densePatterns") List<Pattern> patterns, @ForAll("denseTexts") List<String> texts) {
    assertAgreement(patterns, texts);
  }

  /** RE2/J 1.8 takes an A out of the alternatives before it looks at their case. */
  @ParameterizedTest
  @CsvSource({"(A[ab]|(?i)a),a", "(A[ab]|[aA]),a", "((?i)a[bc]|(?-i)A),a", "(?i)x|Y,y"})
  void shouldDecideAsRe2jDoesEvenWhereItErrs(String pattern, String text) {
    assertAgreement(List.of(Pattern.compile(pattern)), List.of(text));
  }

  @Provide
  Arbitrary<List<Pattern>> variedPatterns() {
    return Regexes.VARIED.patterns().list().ofMaxSize(6);
  }

  @Provide
  Arbitrary<List<String>> variedTexts() {
    return Regexes.VARIED.texts().list().ofMinSize(1).ofMaxSize(8);
  }

  @Provide
  Arbitrary<List<Pattern>> densePatterns() {
    return Regexes.DENSE.patterns().list().ofMaxSize(6);
  }

  @Provide
  Arbitrary<List<String>> denseTexts() {
    return Regexes.DENSE.texts().list().ofMinSize(1).ofMaxSize(8);
  }

  private static void assertAgreement(List<Pattern> patterns, List<String> texts) {
    // given
    PatternSet set = PatternSet.of(patterns);

    for (String text : texts) {
      // when
      BitSet found = set.all(text);

      // then
      BitSet expected = eachOnItsOwn(patterns, text);
      assertThat(found).as("%s in «%s»", patterns, text).isEqualTo(expected);
      assertThat(set.first(text)).isEqualTo(expected.nextSetBit(0));
    }
  }

  private static BitSet eachOnItsOwn(List<Pattern> patterns, String text) {
    BitSet found = new BitSet();
    for (int i = 0; i < patterns.size(); i++) {
      found.set(i, patterns.get(i).matcher(text).find());
    }
    return found;
  }
}
