package io.openclaw.worker.step;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * The records that were read and not yet dealt with, wherever in this process they are. They are
 * known by their places, not counted: whatever becomes of a record whose partition moves away, and
 * maybe comes back, it cannot leave a count behind that is wrong for ever. Thread-safe.
 */
final class Backlog {
  private final Map<String, Set<Place>> byTopic = new ConcurrentHashMap<>();

  private record Place(int partition, long offset) {
    static Place of(ConsumerRecord<?, ?> record) {
      return new Place(record.partition(), record.offset());
    }
  }

  void add(ConsumerRecord<?, ?> record) {
    of(record.topic()).add(Place.of(record));
  }

  void remove(ConsumerRecord<?, ?> record) {
    of(record.topic()).remove(Place.of(record));
  }

  /** Forgets the records of partitions that are another worker's now. */
  void remove(Collection<TopicPartition> partitions) {
    for (TopicPartition gone : partitions) {
      of(gone.topic()).removeIf(place -> place.partition() == gone.partition());
    }
  }

  int size(String topic) {
    return of(topic).size();
  }

  private Set<Place> of(String topic) {
    return byTopic.computeIfAbsent(topic, name -> ConcurrentHashMap.newKeySet());
  }
}
