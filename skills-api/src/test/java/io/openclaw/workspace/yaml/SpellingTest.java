package io.openclaw.workspace.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
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
  void shouldNotGuessWildly(String word) {
    assertThat(Spelling.hint(word, CANDIDATES)).isEmpty();
  }
}
