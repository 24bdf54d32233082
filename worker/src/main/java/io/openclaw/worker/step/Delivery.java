package io.openclaw.worker.step;

import static java.util.Objects.requireNonNull;

import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * A record that Kafka brought.
 *
 * @param acknowledgement says that it was dealt with; waits until that is noted
 * @param failure says that it cannot be dealt with here
 */
record Delivery(
    ConsumerRecord<byte[], byte[]> record, Runnable acknowledgement, Consumer<Throwable> failure) {
  Delivery {
    requireNonNull(record, "record is null");
    requireNonNull(acknowledgement, "acknowledgement is null");
    requireNonNull(failure, "failure is null");
  }

  TopicPartition partition() {
    return new TopicPartition(record.topic(), record.partition());
  }

  void acknowledge() {
    acknowledgement.run();
  }

  void fail(Throwable reason) {
    failure.accept(reason);
  }
}
