package io.openclaw.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.openclaw.orchestrator.support.FakeWorker;
import io.openclaw.orchestrator.support.OrchestratorProcess;
import io.openclaw.orchestrator.support.ProcessCase;
import io.openclaw.orchestrator.support.Tasks;
import io.openclaw.orchestrator.support.Wire;
import io.openclaw.task.TaskStatus;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

/** A topic may be missing for a while, as where somebody has deleted it. */
@NullUnmarked
class UnknownTopicIT extends ProcessCase {
  private static final String TOPIC = "openclaw.missing";

  /** Waited for one after the other, they would take far longer than anybody here waits. */
  private static final int MESSAGES = 60;

  @Test
  void shouldHoldUpNothingElseAndArriveInOrderOnceTheTopicIsThere() throws Exception {
    // given
    OrchestratorProcess orchestrator = orchestrator();
    FakeWorker worker = worker();

    // when they stand before all else
    leave(MESSAGES);
    UUID id = Tasks.submit(wire, Tasks.SHARED_SKILL);
    workOff(orchestrator.api(), worker, id);

    // then
    assertThat(task(orchestrator.api(), id).status()).isEqualTo(TaskStatus.COMPLETED);

    // when
    createTopic();

    // then
    Wire.Tap tap = open(wire.tap(List.of(TOPIC)));
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(tap.records()).hasSizeGreaterThanOrEqualTo(MESSAGES));
    assertThat(tap.records())
        .extracting(record -> Wire.header(record, "ce_id"))
        .containsExactlyElementsOf(
            IntStream.rangeClosed(1, MESSAGES).mapToObj(i -> "missing-" + i).toList());
  }

  /** In the outbox, with the same key, so that their order counts. */
  private static void leave(int messages) throws SQLException {
    try (Connection connection = DriverManager.getConnection(servers.jdbcUrl());
        Statement statement = connection.createStatement()) {
      statement.execute(
          """
          insert into outbox (topic, key, message_id, type, payload)
          select '%s', 'one', 'missing-' || n, 'io.openclaw.test.v1', '{}'
          from generate_series(1, %d) as n order by n
          """
              .formatted(TOPIC, messages));
    }
  }

  private static void createTopic() throws ExecutionException, InterruptedException {
    try (Admin admin =
        Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, servers.kafkaAddress()))) {
      admin.createTopics(List.of(new NewTopic(TOPIC, 1, (short) 1))).all().get();
    }
  }
}
