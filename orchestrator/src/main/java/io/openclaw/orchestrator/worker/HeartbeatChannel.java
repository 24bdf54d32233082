package io.openclaw.orchestrator.worker;

import io.smallrye.common.annotation.Identifier;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import io.smallrye.reactive.messaging.kafka.KafkaConsumer;
import io.smallrye.reactive.messaging.kafka.KafkaConsumerRebalanceListener;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Default;
import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.TopicPartition;

/**
 * Watches whether heartbeats come through at all: not while no broker answers, nor while this
 * replica has no partition of their topic. When partitions change hands, nobody has heard some of
 * the workers for a while.
 */
@ApplicationScoped
@Default
@Identifier(HeartbeatChannel.NAME)
class HeartbeatChannel implements KafkaConsumerRebalanceListener {
  static final String NAME = "workers";

  /** A broker that has nothing new says so every half second. */
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(3);

  private final KafkaClientService clients;
  private final AtomicBoolean reassigned = new AtomicBoolean();
  private volatile boolean listening;
  private double answers;
  private long answeredAt = System.nanoTime();

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
  synchronized boolean wasDeaf() {
    boolean changed = reassigned.getAndSet(false);
    return changed || !listening || !isAnswered();
  }

  /** A connection alone says little: it outlives a broker that was stopped, or has no power. */
  private boolean isAnswered() {
    double newest = newestAnswers();
    if (newest != answers) {
      answers = newest;
      answeredAt = System.nanoTime();
    }
    return System.nanoTime() - answeredAt < LONGEST_WAIT.toNanos();
  }

  private double newestAnswers() {
    KafkaConsumer<Object, Object> consumer = clients.getConsumer(NAME);
    return consumer == null
        ? 0
        : consumer.unwrap().metrics().values().stream()
            .filter(HeartbeatChannel::countsAnswers)
            .mapToDouble(metric -> metric.metricValue() instanceof Double count ? count : 0)
            .sum();
  }

  private static boolean countsAnswers(Metric metric) {
    return metric.metricName().group().equals("consumer-metrics")
        && metric.metricName().name().equals("response-total");
  }
}
