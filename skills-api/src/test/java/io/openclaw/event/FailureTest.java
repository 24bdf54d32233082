package io.openclaw.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class FailureTest {
  private static final int TWO_MEGABYTES = 2 * 1024 * 1024;

  @Test
  void shouldLeaveWhatIsWithinTheLimits() {
    String code = "C".repeat(64);
    String message = "m".repeat(4096);

    assertThat(Failure.passing(code, message)).isEqualTo(new Failure(code, message, true));
    assertThat(Failure.passing(code, message).message()).isEqualTo(message);
  }

  @Test
  void shouldCutWhatIsLongerAndSayHowLongItWas() {
    Failure failure = Failure.permanent("C".repeat(65), "m".repeat(TWO_MEGABYTES));

    assertThat(failure.code()).isEqualTo("C".repeat(64));
    assertThat(failure.message())
        .hasSize(4096)
        .startsWith("mmm")
        .endsWith("m… (2097152 characters)");
  }

  @Test
  void shouldKeepWhatAQuotedMessageSaysOfItself() {
    Failure cause = Failure.permanent("ANY", "m".repeat(TWO_MEGABYTES));

    Failure quoting = Failure.permanent("ANY", "agent-a failed: " + cause.message());

    assertThat(quoting.message())
        .hasSize(4096)
        .startsWith("agent-a failed: mmm")
        .endsWith("m… (2097152 characters)");
  }

  @Test
  void shouldBeToldInFewWords() {
    Failure brief = Failure.passing("ANY", "m".repeat(TWO_MEGABYTES)).brief();

    assertThat(brief.message()).hasSize(256).endsWith("m… (2097152 characters)");
    assertThat(brief).isEqualTo(brief.brief());
    assertThat(brief.retryable()).isTrue();
  }

  @Test
  void shouldNotCutACharacterInTwo() {
    Failure even = Failure.permanent("🐧".repeat(33), "🐧".repeat(5000));
    Failure odd = Failure.permanent("x" + "🐧".repeat(33), "x" + "🐧".repeat(5000));

    assertThat(even.code()).isEqualTo("🐧".repeat(32));
    assertThat(odd.code()).isEqualTo("x" + "🐧".repeat(31));
    assertThat(even.message()).matches("(🐧)+… \\(10000 characters\\)");
    assertThat(odd.message()).matches("x(🐧)+… \\(10001 characters\\)");
  }

  /** A worker of an earlier version sends what its skills say. */
  @Test
  void shouldBeCutWhereverItIsRead() throws MalformedEventException {
    String json =
        """
        {"type":"io.openclaw.report.failed.v1","taskId":"00000000-0000-0000-0000-000000000001",
         "at":"2026-01-01T00:00:00Z","step":{"stepId":"s","agentId":"a","attempt":1},
         "cause":{"code":"%s","message":"%s","retryable":true}}
        """
            .formatted("C".repeat(1000), "m".repeat(TWO_MEGABYTES));

    StepReport report = EventJson.read(json.getBytes(StandardCharsets.UTF_8), StepReport.class);

    assertThat(((StepReport.Failed) report).cause())
        .isEqualTo(new Failure("C".repeat(64), "m".repeat(TWO_MEGABYTES), true));
    assertThat(EventJson.write(report)).hasSizeLessThan(8 * 1024);
  }
}
