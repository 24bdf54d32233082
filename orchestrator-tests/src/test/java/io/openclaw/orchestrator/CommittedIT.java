package io.openclaw.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.openclaw.event.Topics;
import io.openclaw.orchestrator.support.OrchestratorCase;
import io.openclaw.orchestrator.support.Tasks;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

/**
 * What gateways go by when nobody knows a task: what orchestrators have dealt with is committed.
 */
@NullUnmarked
class CommittedIT extends OrchestratorCase {

  @Test
  void shouldSayToKafkaWhichTasksItHasStored() throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", servers.kafkaAddress()))) {
      // given
      long before = committed(admin);

      // when
      UUID id = Tasks.submit(wire, Tasks.SHARED_SKILL);

      // then
      await().atMost(PATIENCE).until(() -> committed(admin) > before);
      assertThat(api.task(id)).isNotNull();
    }
  }

  private static long committed(Admin admin) throws Exception {
    Map<TopicPartition, OffsetAndMetadata> offsets =
        admin.listConsumerGroupOffsets(Topics.ORCHESTRATORS).partitionsToOffsetAndMetadata().get();
    return offsets.entrySet().stream()
        .filter(entry -> entry.getKey().topic().equals(Topics.TASKS))
        .mapToLong(entry -> entry.getValue().offset())
        .sum();
  }
}
