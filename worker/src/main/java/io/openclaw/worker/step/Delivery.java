package io.openclaw.worker.step;

import static java.util.Objects.requireNonNull;

import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * A record that Kafka brought.
 *
 * @param acknowledgement says that it was dealt with; waits until that is noted
 */
record Delivery(ConsumerRecord<byte[], byte[]> record, Runnable acknowledgement) {
  Delivery {
    requireNonNull(record, "record is null");
    requireNonNull(acknowledgement, "acknowledgement is null");
  }

  void acknowledge() {
    acknowledgement.run();
  }
}
