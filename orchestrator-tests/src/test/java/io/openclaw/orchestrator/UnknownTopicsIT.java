package io.openclaw.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.openclaw.orchestrator.support.Database;
import io.openclaw.orchestrator.support.FakeWorker;
import io.openclaw.orchestrator.support.OrchestratorProcess;
import io.openclaw.orchestrator.support.ProcessCase;
import io.openclaw.orchestrator.support.Tasks;
import io.openclaw.orchestrator.support.Wire;
import io.openclaw.task.TaskStatus;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

/** What is for topics that are not there waits, and holds up nothing else. */
@NullUnmarked
class UnknownTopicsIT extends ProcessCase {
  /** Waited for one after the other, they would take longer than a turn may be silent. */
  private static final int TOPICS = 8;

  /** More than go at once. */
  private static final int MESSAGES = 600;

  @Test
  void shouldSendAllElseAndTheRestWhenTheyAreThere() throws Exception {
    // given
    OrchestratorProcess orchestrator = orchestrator();
    FakeWorker worker = worker();
    Database database = new Database(servers.jdbcUrl());
    database.execute(
        """
        insert into outbox (topic, key, message_id, type, payload, size)
        select 'nowhere-' || n %% %d, 'k', 'id-' || n, 'io.openclaw.test', '{}', 2
        from generate_series(1, %d) as n order by n
        """
            .formatted(TOPICS, MESSAGES));

    // when
    UUID id = Tasks.submit(wire, Tasks.WORKFLOW);
    workOff(orchestrator.api(), worker, id);

    // then
    assertThat(task(orchestrator.api(), id).status()).isEqualTo(TaskStatus.COMPLETED);
    assertThat(orchestrator.log()).doesNotContain("Outbox: waiting");
    assertThat(waiting(database)).isEqualTo(MESSAGES);

    // when
    try (Admin admin =
        Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, servers.kafkaAddress()))) {
      admin
          .createTopics(List.of(new NewTopic("nowhere-1", Optional.of(1), Optional.empty())))
          .all()
          .get();
    }

    // then
    int of = MESSAGES / TOPICS;
    await().atMost(PATIENCE).until(() -> waiting(database) == MESSAGES - of);
    Wire.Tap tap = open(wire.tap(List.of("nowhere-1")));
    await().atMost(PATIENCE).until(() -> tap.records().size() == of);
    assertThat(tap.records())
        .as("in order")
        .extracting(record -> Wire.header(record, "ce_id"))
        .containsExactlyElementsOf(
            IntStream.range(0, of).mapToObj(i -> "id-" + (1 + i * TOPICS)).toList());
  }

  private static long waiting(Database database) {
    return database.number("select count(*) from outbox where topic like 'nowhere-%'");
  }
}
