package io.openclaw.orchestrator.worker;

import io.smallrye.common.annotation.Identifier;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import io.smallrye.reactive.messaging.kafka.KafkaConsumer;
import io.smallrye.reactive.messaging.kafka.KafkaConsumerRebalanceListener;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Default;
import java.util.Collection;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.TopicPartition;

/**
 * Watches whether heartbeats come through at all: not while no broker can be reached, nor while
 * this replica has no partition of their topic. When partitions change hands, nobody has heard some
 * of the workers for a while.
 */
@ApplicationScoped
@Default
@Identifier(HeartbeatChannel.NAME)
class HeartbeatChannel implements KafkaConsumerRebalanceListener {
  static final String NAME = "workers";

  private final KafkaClientService clients;
  private final AtomicBoolean reassigned = new AtomicBoolean();
  private volatile boolean listening;

  HeartbeatChannel(KafkaClientService clients) {
    this.clients = clients;
  }

  @Override
  public void onPartitionsAssigned(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
    listening = !consumer.assignment().isEmpty();
    reassigned.set(true);
  }

  @Override
  public void onPartitionsRevoked(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
    listening = false;
  }

  /** Whether heartbeats may have been missed since this was asked last. */
  boolean wasDeaf() {
    boolean changed = reassigned.getAndSet(false);
    return changed || !listening || !isConnected();
  }

  private boolean isConnected() {
    KafkaConsumer<Object, Object> consumer = clients.getConsumer(NAME);
    return consumer != null
        && consumer.unwrap().metrics().values().stream().anyMatch(HeartbeatChannel::isConnection);
  }

  private static boolean isConnection(Metric metric) {
    return metric.metricName().name().equals("connection-count")
        && metric.metricValue() instanceof Double count
        && count > 0;
  }
}
