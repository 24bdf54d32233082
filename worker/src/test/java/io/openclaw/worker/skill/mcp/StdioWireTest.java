package io.openclaw.worker.skill.mcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.openclaw.worker.failure.FailureCode;
import io.openclaw.worker.process.ProcessTree;
import io.openclaw.worker.sandbox.Limits;
import io.openclaw.worker.sandbox.Watchdog;
import io.openclaw.worker.skill.process.Running;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Programs that stop listening, without a sandbox, which would hold their input open. */
@Timeout(30)
class StdioWireTest {
  private static final Duration GRACE = Duration.ofMillis(300);
  private static final Limits LIMITS =
      new Limits(Duration.ofMinutes(1), 1L << 40, 100_000, 100_000, 1L << 40);

  /** Nobody may wait for a message to be taken that nobody will take. */
  @ParameterizedTest
  @CsvSource({
    "exec 0<&-; echo '{}'; sleep 20, does not read any more",
    "echo '{}'; exit 3, exit status 3",
  })
  void shouldSayThatNobodyListens(String program, String reason) throws Exception {
    try (StdioWire wire = begin(program)) {
      // given
      assertThat(wire.next(Duration.ofSeconds(10))).isInstanceOf(Incoming.Message.class);
      if (reason.startsWith("exit")) {
        assertThat(wire.next(Duration.ofSeconds(10))).isInstanceOf(Incoming.Lost.class);
      }

      // when, then
      for (int message = 0; message < 2; message++) {
        assertThatExceptionOfType(ExecutionException.class)
            .isThrownBy(() -> wire.send(Messages.empty()).get(10, TimeUnit.SECONDS))
            .satisfies(e ->
                assertThat(e.getCause())
                    .isInstanceOfSatisfying(
                        Refusal.class,
                        refusal -> {
                          assertThat(refusal.code()).isEqualTo(FailureCode.SKILL_CRASHED);
                          assertThat(refusal).hasMessageContaining(reason);
                        }));
      }
    }
  }

  private static StdioWire begin(String program) throws Exception {
    Process process = new ProcessBuilder("sh", "-c", program).start();
    Running running =
        new Running(
            process,
            new ProcessTree(process.toHandle(), null),
            new Watchdog().watch(process, LIMITS, List.of()));
    return StdioWire.begin(running, 1 << 20, GRACE);
  }
}
