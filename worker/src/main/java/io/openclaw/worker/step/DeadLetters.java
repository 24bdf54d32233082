package io.openclaw.worker.step;

import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Where records go that nobody can read. */
interface DeadLetters {

  /** Keeps a record with the reason and the place; waits until it has arrived. */
  void send(ConsumerRecord<byte[], byte[]> record, String reason) throws InterruptedException;
}
