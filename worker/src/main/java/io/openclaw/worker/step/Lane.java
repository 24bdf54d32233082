package io.openclaw.worker.step;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Queue;
import java.util.function.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * The records of one topic, dealt with one after the other by a thread that is there as long as
 * there are any. Thread-safe.
 */
final class Lane {
  private final String topic;
  private final Consumer<Delivery> work;
  private final Queue<Delivery> waiting = new ArrayDeque<>();
  private boolean working;

  /**
   * @param work deals with a record, however long that takes; throws nothing
   */
  Lane(String topic, Consumer<Delivery> work) {
    this.topic = topic;
    this.work = work;
  }

  /** Returns at once. */
  synchronized void add(Delivery delivery) {
    waiting.add(delivery);
    if (!working) {
      working = true;
      Thread.ofVirtual().name("lane-" + topic).start(this::run);
    }
  }

  /** Drops what waits and is another worker's now. */
  synchronized void drop(Collection<TopicPartition> partitions) {
    waiting.removeIf(delivery -> partitions.contains(delivery.partition()));
  }

  private void run() {
    for (Delivery next = next(); next != null; next = next()) {
      work.accept(next);
    }
  }

  private synchronized @Nullable Delivery next() {
    Delivery next = waiting.poll();
    working = next != null;
    return next;
  }
}
