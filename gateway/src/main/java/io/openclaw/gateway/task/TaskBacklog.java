package io.openclaw.gateway.task;

import static java.util.stream.Collectors.toMap;

import io.openclaw.event.Topics;
import io.openclaw.gateway.problem.ProblemException;
import io.smallrye.common.annotation.Identifier;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * The commands that are stored in Kafka and that no orchestrator has dealt with yet. A task of
 * which nobody knows may be among them: Redis may have forgotten that it was accepted. Whether it
 * is can't be seen without reading all of them; that none of them is left can. All who want to know
 * at the same time share the asking. Blocks, so it is to be called on virtual threads.
 */
@ApplicationScoped
public class TaskBacklog {
  /** Orchestrators say once a second what they have dealt with. */
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private static final Duration PAUSE = Duration.ofMillis(50);

  private final Map<String, Object> kafka;
  private final Rounds<Boolean> rounds = new Rounds<>(this::isDealtWithInTime);
  private @Nullable Admin admin;

  TaskBacklog(@Identifier("default-kafka-broker") Map<String, Object> kafka) {
    this.kafka = kafka;
  }

  /**
   * Waits until all that was stored before the call has been dealt with, so that a task of which
   * the orchestrator then knows nothing has never been accepted. Returns at once for what is no id
   * that is given to tasks.
   *
   * @throws ProblemException {@code UNAVAILABLE} where that takes too long, or Kafka is away
   */
  public void awaitDealtWith(UUID task) throws InterruptedException {
    if (!TaskIds.isOfATask(task)) {
      return;
    }
    try {
      if (!rounds.join().get(PATIENCE.toNanos(), TimeUnit.NANOSECONDS)) {
        throw unknown(task, null);
      }
    } catch (ExecutionException | TimeoutException e) {
      throw unknown(task, e);
    }
  }

  @PreDestroy
  synchronized void close() {
    if (admin != null) {
      admin.close(Duration.ZERO);
    }
  }

  /** Whether all that is stored now was dealt with before patience ended. */
  private boolean isDealtWithInTime()
      throws InterruptedException, ExecutionException, TimeoutException {
    long giveUp = System.nanoTime() + PATIENCE.toNanos();
    List<TopicPartition> partitions = partitions(giveUp);
    Map<TopicPartition, Long> begins = offsets(partitions, OffsetSpec.earliest(), giveUp);
    Map<TopicPartition, Long> ends = offsets(partitions, OffsetSpec.latest(), giveUp);
    while (!isDealtWith(begins, ends, giveUp)) {
      if (System.nanoTime() - giveUp > 0) {
        return false;
      }
      // Kafka tells nobody when a group has got further.
      Thread.sleep(PAUSE);
    }
    return true;
  }

  private boolean isDealtWith(
      Map<TopicPartition, Long> begins, Map<TopicPartition, Long> ends, long giveUp)
      throws InterruptedException, ExecutionException, TimeoutException {
    Map<TopicPartition, OffsetAndMetadata> committed =
        admin()
            .listConsumerGroupOffsets(Topics.ORCHESTRATORS)
            .partitionsToOffsetAndMetadata()
            .get(left(giveUp), TimeUnit.NANOSECONDS);
    return ends.entrySet().stream()
        .allMatch(end -> end.getValue() <= position(end.getKey(), committed, begins));
  }

  /** Where nothing was committed, they would begin with what there is. */
  private static long position(
      TopicPartition partition,
      Map<TopicPartition, OffsetAndMetadata> committed,
      Map<TopicPartition, Long> begins) {
    long begin = begins.getOrDefault(partition, 0L);
    OffsetAndMetadata known = committed.get(partition);
    return known == null ? begin : Math.max(known.offset(), begin);
  }

  private List<TopicPartition> partitions(long giveUp)
      throws InterruptedException, ExecutionException, TimeoutException {
    return admin()
        .describeTopics(List.of(Topics.TASKS))
        .allTopicNames()
        .get(left(giveUp), TimeUnit.NANOSECONDS)
        .values()
        .stream()
        .flatMap(topic -> topic.partitions().stream())
        .map(partition -> new TopicPartition(Topics.TASKS, partition.partition()))
        .toList();
  }

  private Map<TopicPartition, Long> offsets(
      List<TopicPartition> partitions, OffsetSpec which, long giveUp)
      throws InterruptedException, ExecutionException, TimeoutException {
    Map<TopicPartition, OffsetSpec> asked =
        partitions.stream().collect(toMap(partition -> partition, _ -> which));
    Map<TopicPartition, ListOffsetsResultInfo> answered =
        admin().listOffsets(asked).all().get(left(giveUp), TimeUnit.NANOSECONDS);
    return answered.entrySet().stream()
        .collect(toMap(Map.Entry::getKey, entry -> entry.getValue().offset()));
  }

  private static long left(long giveUp) {
    return Math.max(0, giveUp - System.nanoTime());
  }

  /** Opened when it is needed first, which is seldom. */
  private synchronized Admin admin() {
    if (admin == null) {
      Map<String, Object> settings = new HashMap<>();
      kafka.forEach((name, value) -> {
        if (AdminClientConfig.configNames().contains(name)) {
          settings.put(name, value);
        }
      });
      admin = Admin.create(settings);
    }
    return admin;
  }

  private static ProblemException unknown(UUID task, @Nullable Exception cause) {
    return ProblemException.unavailable(
        "whether there is a task %s can't be said now: tasks wait to be taken in; try again"
            .formatted(task),
        cause);
  }
}
