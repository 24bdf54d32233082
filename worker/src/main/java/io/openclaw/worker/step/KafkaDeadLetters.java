package io.openclaw.worker.step;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.openclaw.event.DeadLetterHeaders;
import io.openclaw.worker.wire.EventChannel;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jboss.logging.Logger;

/** Dead letters on Kafka: the record as it came, the rest in headers. */
final class KafkaDeadLetters implements DeadLetters {
  private static final Logger LOG = Logger.getLogger(KafkaDeadLetters.class);

  private final EventChannel channel;

  KafkaDeadLetters(EventChannel channel) {
    this.channel = channel;
  }

  @Override
  public void send(ConsumerRecord<byte[], byte[]> record, String reason)
      throws InterruptedException {
    if (sendWhole(record, reason) || sendWithoutValue(record, reason)) {
      LOG.warnf(
          "A record could not be read; it is a dead letter now. topic=%s partition=%d offset=%d",
          record.topic(), record.partition(), record.offset());
    } else {
      LOG.errorf(
          "A record could not be read, and Kafka takes no dead letter of it, however small."
              + " topic=%s partition=%d offset=%d",
          record.topic(), record.partition(), record.offset());
    }
  }

  private boolean sendWhole(ConsumerRecord<byte[], byte[]> record, String reason)
      throws InterruptedException {
    Headers headers = new RecordHeaders(record.headers());
    add(headers, DeadLetterHeaders.of(reason, record.topic(), record.partition(), record.offset()));
    return channel.deliver(record.key(), record.value(), headers);
  }

  /** What came in at the largest size has no room for what is said of it. */
  private boolean sendWithoutValue(ConsumerRecord<byte[], byte[]> record, String reason)
      throws InterruptedException {
    int size = record.value() == null ? 0 : record.value().length;
    Headers headers = new RecordHeaders();
    add(
        headers,
        DeadLetterHeaders.withoutValue(
            reason, record.topic(), record.partition(), record.offset(), size));
    return channel.deliver(null, null, headers);
  }

  private static void add(Headers headers, Map<String, String> more) {
    more.forEach((name, text) -> headers.remove(name).add(name, text.getBytes(UTF_8)));
  }
}
