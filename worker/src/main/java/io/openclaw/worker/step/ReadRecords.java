package io.openclaw.worker.step;

import static java.util.Objects.requireNonNull;

import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerInterceptor;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Tells {@link Reading} what a poll brings, within the poll: on its way to a lane a record passes
 * other threads, and many a poll could follow meanwhile. Public because Kafka makes it.
 */
public final class ReadRecords implements ConsumerInterceptor<byte[], byte[]> {
  static final String READING = "openclaw.reading";

  private @Nullable Reading reading;

  @Override
  public void configure(Map<String, ?> configuration) {
    reading = (Reading) configuration.get(READING);
  }

  @Override
  public ConsumerRecords<byte[], byte[]> onConsume(ConsumerRecords<byte[], byte[]> records) {
    requireNonNull(reading, "not configured").polled(records);
    return records;
  }

  @Override
  public void onCommit(Map<TopicPartition, OffsetAndMetadata> offsets) {}

  @Override
  public void close() {}
}
