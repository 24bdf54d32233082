package io.openclaw.worker.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.openclaw.event.StepAttempt;
import io.openclaw.event.StepReport;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
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
    emitter.failures.add(new TimeoutException("away"));
    emitter.failures.add(new TimeoutException("away"));

    // when
    boolean arrived = channel.deliver(TASK.toString(), REPORT, REPORT.at());

    // then
    assertThat(arrived).isTrue();
    assertThat(emitter.sent).hasSize(3);
    assertThat(header(emitter.sent.get(0), "ce_id"))
        .isEqualTo(header(emitter.sent.get(2), "ce_id"));
  }

  @Test
  void shouldNotTryAgainWithWhatIsTooLarge() throws InterruptedException {
    // given
    emitter.failures.add(new RecordTooLargeException("9 MB"));

    // then
    assertThat(channel.deliver(TASK.toString(), REPORT, REPORT.at())).isFalse();
    assertThat(emitter.sent).hasSize(1);
  }

  @Test
  void shouldSendCloudEventsInBinaryMode() throws InterruptedException {
    // when
    boolean arrived = channel.deliver(TASK.toString(), REPORT, REPORT.at());

    // then
    assertThat(arrived).isTrue();
    Message<?> message = emitter.sent.getFirst();
    Map<String, String> expected = new HashMap<>();
    expected.put("ce_specversion", "1.0");
    expected.put("ce_type", "io.openclaw.report.started.v1");
    expected.put("ce_source", "/openclaw/worker/w");
    expected.put("ce_subject", TASK.toString());
    expected.put("ce_time", "1970-01-01T00:00:00Z");
    expected.put("content-type", "application/json");
    expected.forEach((name, value) -> assertThat(header(message, name)).isEqualTo(value));
    assertThat(UUID.fromString(header(message, "ce_id"))).isNotNull();
    assertThat(new String((byte[]) metadata(message).getKey(), StandardCharsets.UTF_8))
        .isEqualTo(TASK.toString());
  }

  private static OutgoingKafkaRecordMetadata<?> metadata(Message<?> message) {
    return message.getMetadata(OutgoingKafkaRecordMetadata.class).orElseThrow();
  }

  private static String header(Message<?> message, String name) {
    return new String(
        metadata(message).getHeaders().lastHeader(name).value(), StandardCharsets.UTF_8);
  }

  /** Fails as often as it is told to. */
  private static final class FlakyEmitter implements MutinyEmitter<byte[]> {
    private final Deque<Exception> failures = new ArrayDeque<>();
    private final List<Message<?>> sent = new ArrayList<>();

    @Override
    public <M extends Message<? extends byte[]>> Uni<Void> sendMessage(M message) {
      sent.add(message);
      Exception failure = failures.poll();
      return failure == null ? Uni.createFrom().voidItem() : Uni.createFrom().failure(failure);
    }

    @Override
    public Uni<Void> send(byte[] payload) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void sendAndAwait(byte[] payload) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Cancellable sendAndForget(byte[] payload) {
      throw new UnsupportedOperationException();
    }

    @Override
    public <M extends Message<? extends byte[]>> void sendMessageAndAwait(M message) {
      throw new UnsupportedOperationException();
    }

    @Override
    public <M extends Message<? extends byte[]>> Cancellable sendMessageAndForget(M message) {
      throw new UnsupportedOperationException();
    }

    @Override
    @Deprecated
    public <M extends Message<? extends byte[]>> void send(M message) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void complete() {}

    @Override
    public void error(Exception e) {}

    @Override
    public boolean isCancelled() {
      return false;
    }

    @Override
    public boolean hasRequests() {
      return true;
    }
  }
}
