package io.openclaw.orchestrator.message;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.micrometer.core.instrument.MeterRegistry;
import io.openclaw.event.Topics;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jboss.logging.Logger;

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
        .deferred(() -> output.send(letter(record, reason)))
        .invoke(() -> note(record));
  }

  /** The reason may quote the message, and so is not for the log. */
  private void note(ConsumerRecord<byte[], byte[]> record) {
    meters.counter("openclaw.dead.letters", "topic", record.topic()).increment();
    LOG.warnf(
        "Message is in the dead letters topic=%s partition=%d offset=%d",
        record.topic(), record.partition(), record.offset());
  }

  private static ProducerRecord<byte[], byte[]> letter(
      ConsumerRecord<byte[], byte[]> record, String reason) {
    Headers headers = new RecordHeaders(record.headers().toArray());
    add(headers, "dead-letter-reason", reason);
    add(headers, "dead-letter-topic", record.topic());
    add(headers, "dead-letter-partition", String.valueOf(record.partition()));
    add(headers, "dead-letter-offset", String.valueOf(record.offset()));
    return new ProducerRecord<>(
        Topics.DEAD_LETTERS, null, null, record.key(), record.value(), headers);
  }

  private static void add(Headers headers, String name, String value) {
    headers.remove(name).add(name, value.getBytes(UTF_8));
  }
}
