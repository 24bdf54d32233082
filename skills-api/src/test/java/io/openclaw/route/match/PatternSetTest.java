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

/** A set of patterns agrees with each of its patterns. */
class PatternSetTest {

  @Property(tries = 10_000, edgeCases = EdgeCasesMode.NONE)
  void shouldFindWhatEachPatternFinds(
      @ForAll("sets") List<Pattern> patterns, @ForAll("texts") List<String> texts) {
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

  @Provide
  Arbitrary<List<Pattern>> sets() {
    return Regexes.patterns().list().ofMaxSize(6);
  }

  @Provide
  Arbitrary<List<String>> texts() {
    return Regexes.texts().list().ofMinSize(1).ofMaxSize(8);
  }

  private static BitSet eachOnItsOwn(List<Pattern> patterns, String text) {
    BitSet found = new BitSet();
    for (int i = 0; i < patterns.size(); i++) {
      found.set(i, patterns.get(i).matcher(text).find());
    }
    return found;
  }
}
