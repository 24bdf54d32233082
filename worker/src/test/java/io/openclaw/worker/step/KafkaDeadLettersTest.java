package io.openclaw.worker.step;

import static io.openclaw.worker.fixture.FlakyEmitter.headers;
import static io.openclaw.worker.fixture.FlakyEmitter.metadata;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.openclaw.worker.fixture.FlakyEmitter;
import io.openclaw.worker.wire.EventChannel;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class KafkaDeadLettersTest {
  private static final byte[] KEY = "key".getBytes(UTF_8);
  private static final byte[] VALUE = "no json".getBytes(UTF_8);
  private static final Map<String, String> WHY_AND_WHERE =
      Map.of(
          "dead-letter-reason", "no StepCommand",
          "dead-letter-topic", "openclaw.steps.shared",
          "dead-letter-partition", "2",
          "dead-letter-offset", "41");

  private final FlakyEmitter emitter = new FlakyEmitter();
  private final DeadLetters letters = new KafkaDeadLetters(new EventChannel(emitter, "/worker"));
  private final Logger log = Logger.getLogger(KafkaDeadLetters.class.getName());
  private final Lines lines = new Lines();

  @BeforeEach
  void listen() {
    log.addHandler(lines);
  }

  @AfterEach
  void hangUp() {
    log.removeHandler(lines);
  }

  @Test
  void shouldKeepTheRecordAsItCameAndSayWhyAndWhere() throws InterruptedException {
    // given
    ConsumerRecord<byte[], byte[]> record = record(VALUE);
    record.headers().add("own", "kept".getBytes(UTF_8));

    // when
    letters.send(record, "no StepCommand");

    // then
    Message<?> letter = emitter.sent().getFirst();
    assertThat(metadata(letter).getKey()).isEqualTo(KEY);
    assertThat(letter.getPayload()).isEqualTo(VALUE);
    assertThat(headers(letter))
        .containsAllEntriesOf(WHY_AND_WHERE)
        .containsEntry("own", "kept")
        .hasSize(5);
    assertThat(lines.texts).singleElement().asString().contains("it is a dead letter now");
  }

  @Test
  void shouldKeepARecordWithoutAValueAsOne() throws InterruptedException {
    // when
    letters.send(record(null), "no StepCommand");

    // then
    assertThat((Object) emitter.sent().getFirst().getPayload()).isNull();
  }

  @Test
  void shouldCutAReasonThatQuotesAHugeRecord() throws InterruptedException {
    // when
    letters.send(record(VALUE), "x".repeat(2_000_000));

    // then
    assertThat(headers(emitter.sent().getFirst()).get("dead-letter-reason")).hasSizeLessThan(1_100);
  }

  @Test
  void shouldSayWhereToFindWhatIsTooLargeToBeKept() throws InterruptedException {
    // given
    emitter.failWith(new RecordTooLargeException("16 MB"));
    ConsumerRecord<byte[], byte[]> record = record(VALUE);
    record.headers().add("own", "x".repeat(1_000).getBytes(UTF_8));

    // when
    letters.send(record, "no StepCommand");

    // then
    assertThat(emitter.sent()).hasSize(2);
    Message<?> letter = emitter.sent().getLast();
    assertThat((Object) metadata(letter).getKey()).isNull();
    assertThat((Object) letter.getPayload()).isNull();
    assertThat(headers(letter))
        .containsAllEntriesOf(WHY_AND_WHERE)
        .containsEntry("dead-letter-size", "7")
        .hasSize(5);
    assertThat(lines.texts).singleElement().asString().contains("it is a dead letter now");
  }

  @Test
  void shouldNotSayThatItKeptWhatItCouldNot() throws InterruptedException {
    // given
    emitter.failWith(new RecordTooLargeException("16 MB"));
    emitter.failWith(new RecordTooLargeException("1 KB"));

    // when
    letters.send(record(VALUE), "no StepCommand");

    // then
    assertThat(lines.texts)
        .singleElement()
        .asString()
        .contains("takes no dead letter", "openclaw.steps.shared")
        .doesNotContain("it is a dead letter now");
  }

  private static ConsumerRecord<byte[], byte[]> record(byte @Nullable [] value) {
    return new ConsumerRecord<>("openclaw.steps.shared", 2, 41, KEY, value);
  }

  /** What is logged. */
  private static final class Lines extends Handler {
    private final List<String> texts = new CopyOnWriteArrayList<>();

    @Override
    public void publish(LogRecord line) {
      texts.add(String.format(line.getMessage(), line.getParameters()));
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
