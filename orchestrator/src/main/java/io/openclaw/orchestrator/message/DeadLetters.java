package io.openclaw.orchestrator.message;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.micrometer.core.instrument.MeterRegistry;
import io.openclaw.event.DeadLetterHeaders;
import io.openclaw.event.Topics;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Where messages go that nothing can be made of, as they came, with the reason. */
@ApplicationScoped
class DeadLetters {
  private static final Logger LOG = Logger.getLogger(DeadLetters.class);

  private final KafkaOutput output;
  private final MeterRegistry meters;

  DeadLetters(KafkaOutput output, MeterRegistry meters) {
    this.output = output;
    this.meters = meters;
  }

  /** Lazy; completes when the brokers have it. */
  Uni<Void> put(ConsumerRecord<byte[], byte[]> record, String reason) {
    return Uni.createFrom()
        .deferred(() -> output.sending(whole(record, reason)))
        .onFailure(RecordTooLargeException.class)
        .recoverWithUni(
            () -> Uni.createFrom().completionStage(output.send(withoutValue(record, reason))))
        .invoke(() -> note(record));
  }

  /** The reason may quote the message, and so is not for the log. */
  private void note(ConsumerRecord<byte[], byte[]> record) {
    meters.counter("openclaw.dead.letters", "topic", record.topic()).increment();
    LOG.warnf(
        "Message is in the dead letters topic=%s partition=%d offset=%d",
        record.topic(), record.partition(), record.offset());
  }

  private static ProducerRecord<byte[], byte[]> whole(
      ConsumerRecord<byte[], byte[]> record, String reason) {
    Headers headers = new RecordHeaders(record.headers().toArray());
    return letter(
        record.key(),
        record.value(),
        headers,
        DeadLetterHeaders.of(reason, record.topic(), record.partition(), record.offset()));
  }

  /** What came in at the largest size has no room for what is said of it. */
  private static ProducerRecord<byte[], byte[]> withoutValue(
      ConsumerRecord<byte[], byte[]> record, String reason) {
    int size = record.serializedValueSize();
    return letter(
        null,
        null,
        new RecordHeaders(),
        DeadLetterHeaders.withoutValue(
            reason, record.topic(), record.partition(), record.offset(), size));
  }

  private static ProducerRecord<byte[], byte[]> letter(
      byte @Nullable [] key, byte @Nullable [] value, Headers headers, Map<String, String> more) {
    more.forEach((name, text) -> headers.remove(name).add(name, text.getBytes(UTF_8)));
    return new ProducerRecord<>(Topics.DEAD_LETTERS, null, null, key, value, headers);
  }
}
