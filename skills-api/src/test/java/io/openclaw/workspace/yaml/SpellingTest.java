package io.openclaw.workspace.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpellingTest {
  private static final List<String> CANDIDATES =
      List.of("timeout", "total_timeout", "agents", "id");

  @ParameterizedTest
  @CsvSource({
    "timout, timeout",
    "itmeout, timeout",
    "timeouts, timeout",
    "totaltimeout, total_timeout",
    "agent, agents",
    "Id, id",
    "ide, id"
  })
  void shouldFindWhatWasMeant(String word, String meant) {
    assertThat(Spelling.hint(word, CANDIDATES)).isEqualTo("; did you mean \"%s\"?", meant);
  }

  @ParameterizedTest
  @CsvSource({"colour", "x", "priority", "''"})
  void shouldListAllRatherThanGuess(String word) {
    assertThat(Spelling.hint(word, CANDIDATES))
        .isEqualTo("; known: timeout, total_timeout, agents, id");
  }

  @Test
  void shouldNotListMoreThanOneWouldRead() {
    List<String> many = IntStream.range(0, 100).mapToObj(i -> "candidate-" + i).toList();

    assertThat(Spelling.hint("x", many)).isEmpty();
    assertThat(Spelling.hint("x", List.of())).isEmpty();
  }
}
