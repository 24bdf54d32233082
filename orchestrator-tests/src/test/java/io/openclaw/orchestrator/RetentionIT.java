package io.openclaw.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.openclaw.event.StepCommand.RunStep;
import io.openclaw.orchestrator.support.Database;
import io.openclaw.orchestrator.support.FakeWorker;
import io.openclaw.orchestrator.support.OrchestratorProcess;
import io.openclaw.orchestrator.support.ProcessCase;
import io.openclaw.orchestrator.support.Tasks;
import io.openclaw.task.TaskStatus;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

/** What is over and old goes; what runs stays, however old it is. */
@NullUnmarked
class RetentionIT extends ProcessCase {
  private static final String OLD = "from task where text = 'old'";

  @Test
  void shouldDeleteWhatIsOverAndOldAndNothingElse() {
    // given
    OrchestratorProcess first = open(orchestrator("off"));
    Database database = new Database(servers.jdbcUrl());
    FakeWorker worker = worker();
    UUID done = Tasks.submit(wire, Tasks.SHARED_SKILL);
    workOff(first.api(), worker, done);
    UUID young = Tasks.submit(wire, Tasks.SHARED_SKILL);
    workOff(first.api(), worker, young);
    UUID running = Tasks.submit(wire, Tasks.SHARED_SKILL);
    RunStep step = command(worker, running, "step-1", "shared");
    worker.start(step);
    awaitRunning(first.api(), running, 0);
    database.execute("update task set updated_at = now() - interval '31 d' where id = ?", done);
    database.execute("update task set updated_at = now() - interval '31 d' where id = ?", running);
    database.execute("update task set created_at = now() - interval '31 d' where id = ?", young);
    addOldTasks(database, 1_000);
    addOldLetters(database);
    addOldMessages(database);
    long inbox = database.number("select count(*) from inbox");
    assertThat(database.number("select count(*) " + OLD)).isEqualTo(1_000);

    // when two of them begin to delete
    database.execute("update task set text = 'old' where id = ?", done);
    OrchestratorProcess second = open(orchestrator("30d"));
    OrchestratorProcess third = open(orchestrator("30d"));

    // then
    await().atMost(PATIENCE).until(() -> database.number("select count(*) " + OLD) == 0);
    assertThat(second.api().task(done)).isNull();
    assertThat(database.number("select count(*) from task_event where task_id = ?", done)).isZero();
    // On a slow machine its worker was silent for too long meanwhile: then there is more to tell.
    assertThat(second.api().events(running)).hasSizeGreaterThanOrEqualTo(4);
    assertThat(task(third.api(), young).status()).isEqualTo(TaskStatus.COMPLETED);
    assertThat(database.number("select count(*) from inbox")).isGreaterThanOrEqualTo(inbox);
    await().atMost(PATIENCE).until(() -> database.number("select count(*) from dead_letter") == 2);
    await()
        .atMost(PATIENCE)
        .until(() -> database.number("select count(*) from agent_message") == 1);
    assertThat(database.number("select count(*) from dead_letter where state = 'REPLAYED'"))
        .as("what is on its way stays")
        .isEqualTo(1);

    // and what runs goes on
    worker.complete(step);
    workOff(second.api(), worker, running);
    assertThat(task(second.api(), running).status()).isEqualTo(TaskStatus.COMPLETED);
  }

  private static void addOldTasks(Database database, int count) {
    database.execute(
        """
        insert into task (id, tenant, text, status, state, version, created_at, updated_at)
        select gen_random_uuid(), 'default', 'old', 'FAILED', '{}', 0,
          now() - interval '31 d', now() - interval '31 d'
        from generate_series(1, %d)
        """
            .formatted(count));
    database.execute(
        """
        insert into task_event (task_id, seq, type, data, at)
        select id, seq, 'x', '{}', now() from task, generate_series(1, 10) seq where text = 'old'
        """);
  }

  private static void addOldLetters(Database database) {
    database.execute(
        """
        insert into dead_letter
          (topic, partition, record_offset, reason, headers, at, state, retry_at)
        select 'openclaw.nowhere', 0, n, 'r', '[]',
          now() - case when n = 1 then interval '1 d' else interval '31 d' end,
          case when n = 2 then 'REPLAYED' else 'OPEN' end, now() + interval '1 d'
        from generate_series(1, 500) n
        """);
  }

  private static void addOldMessages(Database database) {
    database.execute(
        """
        insert into agent_message
          (id, tenant, sender, recipient, task_id, subject, text, sent_at, read_key, read_attempt)
        select gen_random_uuid(), 'default', 'a', 'b', gen_random_uuid(), 's', 't',
          now() - case when n = 1 then interval '29 d' else interval '31 d' end,
          case when n % 2 = 0 then 'k' end, case when n % 2 = 0 then 1 end
        from generate_series(1, 500) n
        """);
  }

  private static OrchestratorProcess orchestrator(String retention) {
    Map<String, String> environment = new HashMap<>(servers.environment());
    environment.put("OPENCLAW_TASKS_RETENTION", retention);
    environment.put("OPENCLAW_DEAD_LETTERS_RETENTION", retention);
    environment.put("OPENCLAW_INBOX_RETENTION", retention);
    environment.put("OPENCLAW_RETENTION_INTERVAL", "1s");
    return OrchestratorProcess.start(environment);
  }
}
