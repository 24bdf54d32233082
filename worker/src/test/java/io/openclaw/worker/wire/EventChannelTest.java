package io.openclaw.worker.wire;

import static io.openclaw.worker.fixture.FlakyEmitter.headers;
import static io.openclaw.worker.fixture.FlakyEmitter.metadata;
import static org.assertj.core.api.Assertions.assertThat;

import io.openclaw.event.StepAttempt;
import io.openclaw.event.StepReport;
import io.openclaw.worker.fixture.FlakyEmitter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.junit.jupiter.api.Test;

class EventChannelTest {
  private static final UUID TASK = new UUID(0, 1);
  private static final StepReport REPORT =
      new StepReport.Started(
          TASK, Instant.EPOCH, new StepAttempt("s", "a", 1), "w", new UUID(0, 2));

  private final FlakyEmitter emitter = new FlakyEmitter();
  private final EventChannel channel = new EventChannel(emitter, "/openclaw/worker/w");

  @Test
  void shouldTryUntilItHasArrived() throws InterruptedException {
    // given
    emitter.failWith(new TimeoutException("away"));
    emitter.failWith(new TimeoutException("away"));

    // when
    boolean arrived = channel.deliver(TASK.toString(), REPORT, REPORT.at());

    // then
    assertThat(arrived).isTrue();
    assertThat(emitter.sent()).hasSize(3);
    assertThat(headers(emitter.sent().get(0)).get("ce_id"))
        .isEqualTo(headers(emitter.sent().get(2)).get("ce_id"));
  }

  @Test
  void shouldNotTryAgainWithWhatIsTooLarge() throws InterruptedException {
    // given
    emitter.failWith(new RecordTooLargeException("9 MB"));

    // then
    assertThat(channel.deliver(TASK.toString(), REPORT, REPORT.at())).isFalse();
    assertThat(emitter.sent()).hasSize(1);
  }

  @Test
  void shouldSendCloudEventsInBinaryMode() throws InterruptedException {
    // when
    boolean arrived = channel.deliver(TASK.toString(), REPORT, REPORT.at());

    // then
    assertThat(arrived).isTrue();
    Message<?> message = emitter.sent().getFirst();
    Map<String, String> expected = new HashMap<>();
    expected.put("ce_specversion", "1.0");
    expected.put("ce_type", "io.openclaw.report.started.v1");
    expected.put("ce_source", "/openclaw/worker/w");
    expected.put("ce_subject", TASK.toString());
    expected.put("ce_time", "1970-01-01T00:00:00Z");
    expected.put("content-type", "application/json");
    assertThat(headers(message)).containsAllEntriesOf(expected);
    assertThat(headers(message).get("ce_id")).satisfies(UUID::fromString);
    assertThat(new String((byte[]) metadata(message).getKey(), StandardCharsets.UTF_8))
        .isEqualTo(TASK.toString());
  }
}
