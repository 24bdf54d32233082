package io.openclaw.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;

import io.openclaw.orchestrator.support.OrchestratorProcess;
import io.openclaw.orchestrator.support.ProcessCase;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A setting that would do harm is seen when the orchestrator starts, and not when it does it. */
@NullUnmarked
class BoundsIT extends ProcessCase {

  @ParameterizedTest
  @CsvSource({
    "OPENCLAW_WORKERS_SILENCE, 5s, 6s at least",
    "OPENCLAW_DATABASE_PATIENCE, 2s, 3s at least",
    "OPENCLAW_DATABASE_SILENCE, 0s, 1s at least",
    "OPENCLAW_OUTBOX_PATIENCE, 30s, from 1500ms to 25s",
  })
  void shouldNotStartBeyondThem(String setting, String value, String bounds) {
    Map<String, String> environment = new HashMap<>(servers.environment());
    environment.put(setting, value);

    String said = OrchestratorProcess.startInVain(environment);

    assertThat(said)
        .startsWith("exit code 1\n")
        .contains(
            "The orchestrator does not start: %s is %s; it has to be %s"
                .formatted(setting, value, bounds))
        .doesNotContain("\tat ");
  }
}
