package io.openclaw.worker.step;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Reads each step topic only as far ahead as its steps can follow; the rest stays in Kafka. A topic
 * is paused as soon as {@link #FULL} of its records wait here, at the end of the very poll that
 * brought them, and is read again when half of them are gone.
 *
 * <p>Kafka's consumer belongs to the polling thread, so that all decisions are made there.
 */
final class Reading {
  /** As many as one poll brings at the most: twice as many wait here at the most, less one. */
  static final int FULL = 16;

  private static final int HALF = FULL / 2;

  private final Backlog backlog = new Backlog();
  private final Executor pollingThread;
  private final Set<String> paused = ConcurrentHashMap.newKeySet();

  /** Used by the polling thread only. */
  private @Nullable Consumer<?, ?> consumer;

  /**
   * @param pollingThread runs what it is given between two polls
   */
  Reading(Executor pollingThread) {
    this.pollingThread = pollingThread;
  }

  /** Partitions have come, before any of their records; called by the polling thread. */
  void assigned(Consumer<?, ?> assignee) {
    consumer = assignee;
    settle();
  }

  /** Partitions go; called by the polling thread. */
  void revoked(Collection<TopicPartition> partitions) {
    backlog.remove(partitions);
    settle();
  }

  /** A poll has brought records; called by the polling thread. */
  void polled(Iterable<? extends ConsumerRecord<?, ?>> records) {
    records.forEach(backlog::add);
    settle();
  }

  /** A record was dealt with, in whatever way. */
  void done(ConsumerRecord<?, ?> record) {
    backlog.remove(record);
    if (paused.contains(record.topic()) && waiting(record.topic()) <= HALF) {
      pollingThread.execute(this::settle);
    }
  }

  /** How many records of a topic were read and not yet dealt with. */
  int waiting(String topic) {
    return backlog.size(topic);
  }

  private void settle() {
    if (consumer == null) {
      return;
    }
    // What is not assigned can be neither paused nor resumed.
    Set<TopicPartition> stop = new HashSet<>();
    Set<TopicPartition> goOn = new HashSet<>();
    Set<TopicPartition> stopped = consumer.paused();
    for (TopicPartition partition : consumer.assignment()) {
      boolean full = isFull(partition.topic());
      if (full != stopped.contains(partition)) {
        (full ? stop : goOn).add(partition);
      }
    }
    consumer.pause(stop);
    consumer.resume(goOn);
  }

  /** Between half and full, a topic stays as it is. */
  private boolean isFull(String topic) {
    int waiting = waiting(topic);
    if (waiting >= FULL) {
      paused.add(topic);
    } else if (waiting <= HALF) {
      paused.remove(topic);
    }
    return paused.contains(topic);
  }
}
