package io.openclaw.worker.step;

import io.smallrye.common.annotation.Identifier;
import io.smallrye.reactive.messaging.kafka.KafkaConsumerRebalanceListener;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * The partitions whose records are this worker's to take. A record can wait here for its turn while
 * its partition moves on to another worker, which gets the same record.
 */
@ApplicationScoped
@Identifier("steps")
class OwnedPartitions implements KafkaConsumerRebalanceListener {
  private final Set<TopicPartition> owned = ConcurrentHashMap.newKeySet();

  boolean include(ConsumerRecord<?, ?> record) {
    return owned.contains(new TopicPartition(record.topic(), record.partition()));
  }

  @Override
  public void onPartitionsAssigned(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
    owned.addAll(partitions);
  }

  @Override
  public void onPartitionsRevoked(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
    owned.removeAll(partitions);
  }
}
