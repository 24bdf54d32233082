package io.openclaw.worker.step;

import io.smallrye.common.annotation.Identifier;
import io.smallrye.reactive.messaging.kafka.KafkaConsumerRebalanceListener;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;

/** What is to be done when partitions come to this worker and when they go; within a poll. */
@ApplicationScoped
@Identifier(StepConsumer.CHANNEL)
class StepRebalance implements KafkaConsumerRebalanceListener {
  private final OwnedPartitions partitions;
  private final Lanes lanes;
  private final Reading reading;

  StepRebalance(OwnedPartitions partitions, Lanes lanes, Reading reading) {
    this.partitions = partitions;
    this.lanes = lanes;
    this.reading = reading;
  }

  @Override
  public void onPartitionsAssigned(Consumer<?, ?> consumer, Collection<TopicPartition> come) {
    partitions.add(come);
    reading.assigned(consumer);
  }

  @Override
  public void onPartitionsRevoked(Consumer<?, ?> consumer, Collection<TopicPartition> gone) {
    partitions.remove(gone);
    lanes.drop(gone);
    reading.revoked(gone);
  }
}
