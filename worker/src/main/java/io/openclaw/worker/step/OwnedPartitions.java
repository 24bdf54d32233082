package io.openclaw.worker.step;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * The partitions whose records are this worker's to take. A record can wait here for its turn while
 * its partition moves on to another worker, which gets the same record. Thread-safe.
 */
final class OwnedPartitions {
  private final Set<TopicPartition> owned = ConcurrentHashMap.newKeySet();

  void add(Collection<TopicPartition> partitions) {
    owned.addAll(partitions);
  }

  void remove(Collection<TopicPartition> partitions) {
    owned.removeAll(partitions);
  }

  boolean include(ConsumerRecord<?, ?> record) {
    return owned.contains(new TopicPartition(record.topic(), record.partition()));
  }

  /** As they are now, by topic. */
  Map<String, Set<Integer>> byTopic() {
    return owned.stream()
        .collect(groupingBy(TopicPartition::topic, mapping(TopicPartition::partition, toSet())));
  }
}
