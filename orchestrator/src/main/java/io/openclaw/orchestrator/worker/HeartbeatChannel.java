package io.openclaw.orchestrator.worker;

import io.openclaw.event.Topics;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import io.smallrye.reactive.messaging.kafka.KafkaConsumer;
import io.smallrye.reactive.messaging.kafka.KafkaConsumerRebalanceListener;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Default;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.utils.Utils;

/**
 * Watches whose heartbeats come through: nobody's while no broker answers, and only those of
 * workers whose signals are in a partition of this replica. When partitions change hands, nobody
 * has heard some of the workers for a while.
 */
@ApplicationScoped
@Default
@Identifier(HeartbeatChannel.NAME)
class HeartbeatChannel implements KafkaConsumerRebalanceListener {
  static final String NAME = "workers";

  /** A broker that has nothing new says so every half second. */
  static final Duration LONGEST_WAIT = Duration.ofSeconds(3);

  private final KafkaClientService clients;
  private final AtomicBoolean reassigned = new AtomicBoolean();
  private final AtomicInteger hearings = new AtomicInteger();
  private volatile Hearing hearing = Hearing.OF_NOBODY;
  private double answers;
  private long answeredAt = System.nanoTime();

  /**
   * @param partitions of their topic that are this replica's
   * @param all how many the topic has
   */
  private record Hearing(Set<Integer> partitions, int all) {
    static final Hearing OF_NOBODY = new Hearing(Set.of(), 1);

    /**
     * Signals have the worker's id as their key, and Kafka's clients choose the partition by it.
     */
    boolean includes(String workerId) {
      byte[] key = workerId.getBytes(StandardCharsets.UTF_8);
      return partitions.contains(Utils.toPositive(Utils.murmur2(key)) % all);
    }
  }

  HeartbeatChannel(KafkaClientService clients) {
    this.clients = clients;
  }

  @Override
  public void onPartitionsAssigned(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
    Set<Integer> numbers =
        consumer.assignment().stream()
            .map(TopicPartition::partition)
            .collect(Collectors.toUnmodifiableSet());
    hearing = new Hearing(numbers, consumer.partitionsFor(Topics.WORKERS).size());
    reassigned.set(true);
  }

  @Override
  public void onPartitionsRevoked(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
    hearings.incrementAndGet();
    hearing = Hearing.OF_NOBODY;
  }

  /** Whether it is this replica that hears a worker; what another one hears, it can't know. */
  boolean hears(String workerId) {
    return hearing.includes(workerId);
  }

  /**
   * Another number for each time that partitions were taken away: what was read before comes again,
   * to whom they belong now, and may be long out of date here.
   */
  int hearings() {
    return hearings.get();
  }

  /** Whether heartbeats may have been missed since this was asked last. */
  synchronized boolean wasDeaf() {
    boolean changed = reassigned.getAndSet(false);
    return changed || hearing.partitions().isEmpty() || !isAnswered();
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
