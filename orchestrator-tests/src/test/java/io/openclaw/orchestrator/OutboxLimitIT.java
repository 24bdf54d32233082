package io.openclaw.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.openclaw.orchestrator.support.Api;
import io.openclaw.orchestrator.support.Database;
import io.openclaw.orchestrator.support.OrchestratorProcess;
import io.openclaw.orchestrator.support.ProcessCase;
import io.openclaw.orchestrator.support.Tasks;
import io.openclaw.task.TaskStatus;
import io.openclaw.task.TaskView;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What counts where no more may wait to be sent. */
@NullUnmarked
class OutboxLimitIT extends ProcessCase {
  private static final int LIMIT = 10;

  /** Topics that are missing, so that what is for them waits. */
  private static final String STEPS = "openclaw.steps.of-nobody";

  private static final String EVENTS = "of-nothing";

  private final Database database = new Database(servers.jdbcUrl());

  @AfterEach
  void empty() {
    database.execute("delete from outbox where topic in (?, ?)", STEPS, EVENTS);
  }

  /** They wait for an agent's topic; what is for other agents has nothing to do with it. */
  @Test
  void shouldNotCountSteps() {
    // given
    OrchestratorProcess orchestrator = limited();
    fill(STEPS, 3 * LIMIT, false);
    fill(EVENTS, LIMIT - 1, false);

    // when
    UUID id = Tasks.submit(wire, Tasks.SHARED_SKILL);

    // then
    awaitRunning(orchestrator.api(), id);
  }

  @Test
  void shouldNotCountWhatHasBeenSent() {
    // given
    OrchestratorProcess orchestrator = limited();
    fill(EVENTS, 3 * LIMIT, true);

    // when
    UUID id = Tasks.submit(wire, Tasks.SHARED_SKILL);

    // then
    awaitRunning(orchestrator.api(), id);
  }

  @Test
  void shouldCountAllElse() {
    // given
    OrchestratorProcess orchestrator = limited();
    fill(EVENTS, LIMIT, false);

    // when
    UUID id = Tasks.submit(wire, Tasks.SHARED_SKILL);

    // then
    await().atMost(PATIENCE).until(() -> orchestrator.log().contains("messages wait to be sent"));
    assertThat(orchestrator.api().task(id)).isNull();

    // and when there is room again
    empty();

    // then
    awaitRunning(orchestrator.api(), id);
  }

  private OrchestratorProcess limited() {
    Map<String, String> environment = new HashMap<>(servers.environment());
    environment.put("OPENCLAW_OUTBOX_LIMIT", "" + LIMIT);
    return open(OrchestratorProcess.start(environment));
  }

  private void fill(String topic, int messages, boolean sent) {
    database.execute(
        """
        insert into outbox (topic, key, message_id, type, payload, size, sent)
        select ?, 'k', 'id-' || n, 'io.openclaw.test', '{}', 2, ? from generate_series(1, ?) as n
        """,
        topic,
        sent,
        messages);
  }

  private static void awaitRunning(Api api, UUID id) {
    await()
        .atMost(PATIENCE)
        .until(() -> {
          TaskView task = api.task(id);
          return task != null && task.status() == TaskStatus.RUNNING;
        });
  }
}
