package io.openclaw.worker.step;

import io.openclaw.worker.wire.EventChannel;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jboss.logging.Logger;

/** Dead letters on Kafka: the record as it came, the rest in headers. */
final class KafkaDeadLetters implements DeadLetters {
  private static final Logger LOG = Logger.getLogger(KafkaDeadLetters.class);
  private static final byte[] NOTHING = {};

  private final EventChannel channel;

  KafkaDeadLetters(EventChannel channel) {
    this.channel = channel;
  }

  @Override
  public void send(ConsumerRecord<byte[], byte[]> record, String reason)
      throws InterruptedException {
    RecordHeaders headers = new RecordHeaders(record.headers());
    add(headers, "dead-letter-reason", reason);
    add(headers, "dead-letter-topic", record.topic());
    add(headers, "dead-letter-partition", Integer.toString(record.partition()));
    add(headers, "dead-letter-offset", Long.toString(record.offset()));
    byte[] value = record.value() == null ? NOTHING : record.value();
    if (!channel.deliver(record.key(), value, headers)) {
      LOG.errorf(
          "A dead letter is too large to be kept. topic=%s partition=%d offset=%d",
          record.topic(), record.partition(), record.offset());
    }
    LOG.warnf(
        "A record could not be read; it is a dead letter now. topic=%s partition=%d offset=%d",
        record.topic(), record.partition(), record.offset());
  }

  private static void add(RecordHeaders headers, String name, String value) {
    headers.remove(name);
    headers.add(name, value.getBytes(StandardCharsets.UTF_8));
  }
}
