package io.openclaw.route.match;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Case is what RE2/J takes for it, of every character. */
class FoldingTest {
  private static final Set<Character> CASED = characters(c -> Folding.hasCase((char) c));

  @Test
  void shouldFoldTogetherWhatRe2jTakesForTheSame() {
    for (char c : CASED) {
      Set<Character> same = characters(other -> Folding.fold((char) other) == Folding.fold(c));

      assertThat(found("(?i)\\x{%x}".formatted((int) c), CASED)).isEqualTo(same);
    }
  }

  @Test
  void shouldGiveNoCaseToWhatRe2jGivesNone() {
    String pattern =
        "(?i)[%s]"
            .formatted(
                CASED.stream()
                    .map(c -> "\\x{%x}".formatted((int) c))
                    .collect(Collectors.joining()));

    assertThat(found(pattern, characters(c -> !Character.isSurrogate((char) c)))).isEqualTo(CASED);
  }

  @Test
  void shouldKnowTheOddOnes() {
    assertThat(Folding.fold("KſÅΩǅİıᲀ")).isEqualTo("kså" + "ω" + "ǆ" + "İıᲀ");
    assertThat(Folding.hasCase("训练 123 İı")).isFalse();
    assertThat(Folding.hasCase("训练a")).isTrue();
  }

  private static Set<Character> characters(IntPredicate condition) {
    return IntStream.rangeClosed(0, Character.MAX_VALUE)
        .filter(condition)
        .mapToObj(c -> (char) c)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<Character> found(String pattern, Set<Character> characters) {
    String text = characters.stream().map(String::valueOf).collect(Collectors.joining());
    Matcher matcher = Pattern.compile(pattern).matcher(text);
    Set<Character> found = new TreeSet<>();
    while (matcher.find()) {
      found.add(matcher.group().charAt(0));
    }
    return found;
  }
}
