package io.openclaw.worker.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.openclaw.event.Topics;
import io.openclaw.event.WorkerSignal.Heartbeat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/** Heartbeats say which partitions' steps come to a worker. */
class PartitionsIT extends StepsCase {
  private static final String WIDE = Topics.steps("agent-wide");

  @Test
  void shouldNameEachPartitionOnceHoweverManyWorkersThereAre() throws Exception {
    servers.kafka.createTopics(6, WIDE);
    try (TopicLog signals = new TopicLog(servers.kafka, Topics.WORKERS);
        WorkerProcess first = WorkerProcess.start(servers, Map.of())) {
      // one has them all
      await().until(() -> owned(signals, first).equals(servers.kafka.partitions(Topics.steps(""))));

      // two share them
      try (WorkerProcess second = WorkerProcess.start(servers, Map.of())) {
        await()
            .untilAsserted(() -> {
              Set<TopicPartition> ofSecond = owned(signals, second);
              assertThat(ofSecond).isNotEmpty();
              assertThat(Stream.concat(owned(signals, first).stream(), ofSecond.stream()))
                  .containsExactlyInAnyOrderElementsOf(servers.kafka.partitions(Topics.steps("")));
            });
      }

      // the other one has gone
      await().until(() -> owned(signals, first).equals(servers.kafka.partitions(Topics.steps(""))));
    }
  }

  @Test
  void shouldNameThoseOfItsAgentsOnly() throws Exception {
    try (TopicLog signals = new TopicLog(servers.kafka, Topics.WORKERS);
        WorkerProcess worker = WorkerProcess.start(servers, Map.of("AGENT_ID", "agent-helper"))) {
      await()
          .untilAsserted(() ->
              assertThat(owned(signals, worker))
                  .containsExactlyInAnyOrder(
                      new TopicPartition(Topics.steps("agent-helper"), 0),
                      new TopicPartition(Topics.steps("shared"), 0)));
    }
  }

  /** By its latest heartbeat. */
  private static Set<TopicPartition> owned(TopicLog signals, WorkerProcess worker) {
    List<Heartbeat> beats = WorkerSignals.beats(signals, worker);
    return beats.isEmpty() ? Set.of() : WorkerSignals.partitions(beats.getLast());
  }
}
