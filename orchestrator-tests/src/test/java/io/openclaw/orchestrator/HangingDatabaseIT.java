package io.openclaw.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.openclaw.event.StepCommand.RunStep;
import io.openclaw.orchestrator.support.Cable;
import io.openclaw.orchestrator.support.Database;
import io.openclaw.orchestrator.support.FakeWorker;
import io.openclaw.orchestrator.support.LostNetwork;
import io.openclaw.orchestrator.support.OrchestratorProcess;
import io.openclaw.orchestrator.support.ProcessCase;
import io.openclaw.orchestrator.support.Tasks;
import io.openclaw.task.TaskStatus;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

/** A database that is not heard any more and does not end its connections. */
@NullUnmarked
class HangingDatabaseIT extends ProcessCase {
  /** The relay has one connection: if one were lost, there would be none. */
  private static final int TIMES = 4;

  @Test
  void shouldLoseNoConnectionAndGoOn() throws Exception {
    // given
    Duration patience = Duration.ofMillis(1500);
    Map<String, String> environment = new HashMap<>(servers.environment());
    environment.put("OPENCLAW_OUTBOX_PATIENCE", patience.toMillis() + "ms");
    OrchestratorProcess orchestrator = open(OrchestratorProcess.start(environment));
    FakeWorker worker = worker();
    UUID running = Tasks.submit(wire, Tasks.SHARED_SKILL);
    RunStep command = command(worker, running, "step-1", "shared");
    worker.start(command);
    awaitRunning(orchestrator.api(), running, 0);

    // when
    UUID meanwhile;
    try (AutoCloseable _ = servers.stopPostgres()) {
      worker.complete(command);
      meanwhile = Tasks.submit(wire, Tasks.SHARED_SKILL);
      // Each time, the relay also waits a second before it tries again.
      Duration hang = patience.plusSeconds(1).multipliedBy(TIMES);
      await().during(hang).atMost(hang.plusSeconds(5)).until(() -> true);
    }

    // then
    workOff(orchestrator.api(), worker, meanwhile);
    workOff(orchestrator.api(), worker, running, command);
    assertThat(task(orchestrator.api(), meanwhile).status()).isEqualTo(TaskStatus.COMPLETED);
    assertThat(task(orchestrator.api(), running).status()).isEqualTo(TaskStatus.COMPLETED);
    Database database = new Database(servers.jdbcUrl());
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(ofTheRelay(database)).isEqualTo(1));
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(holdingTheTurn(database)).isEqualTo(1));
  }

  @Test
  void shouldGoOnOverNewConnectionsWhereTheOldOnesAreLost() {
    // given
    LostNetwork network = open(new LostNetwork());
    Cable cable = open(new Cable(servers.postgresPort(), network));
    Map<String, String> environment = new HashMap<>(servers.environment(cable));
    environment.put("OPENCLAW_OUTBOX_PATIENCE", "2s");
    environment.put("OPENCLAW_DATABASE_SILENCE", "2s");
    OrchestratorProcess orchestrator = open(OrchestratorProcess.start(environment));
    FakeWorker worker = worker();
    UUID running = Tasks.submit(wire, Tasks.SHARED_SKILL);
    RunStep command = command(worker, running, "step-1", "shared");
    worker.start(command);
    awaitRunning(orchestrator.api(), running, 0);

    // when
    Database database = new Database(servers.jdbcUrl());
    long then = database.number("select extract(epoch from clock_timestamp()) * 1e6");
    network.loseConnections();
    worker.complete(command);
    UUID meanwhile = Tasks.submit(wire, Tasks.SHARED_SKILL);

    // then neither end holds on to them
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(ofThePoolBefore(database, then)).isZero());
    await().atMost(PATIENCE).ignoreExceptions().until(() -> isFinal(orchestrator.api(), running));

    // and all of it goes on
    workOff(orchestrator.api(), worker, meanwhile);
    assertThat(task(orchestrator.api(), meanwhile).status()).isEqualTo(TaskStatus.COMPLETED);
    assertThat(task(orchestrator.api(), running).status()).isEqualTo(TaskStatus.COMPLETED);
  }

  /** Sessions of the shared pool that had begun by then, in microseconds since 1970. */
  private static long ofThePoolBefore(Database database, long then) {
    return database.number(
        "select count(*) from pg_stat_activity where application_name = 'openclaw-orchestrator'"
            + " and extract(epoch from backend_start) * 1e6 < ?",
        then);
  }

  private static long ofTheRelay(Database database) {
    return database.number(
        "select count(*) from pg_stat_activity where application_name = 'openclaw-relay'");
  }

  private static long holdingTheTurn(Database database) {
    return database.number("select count(*) from pg_locks where locktype = 'advisory' and granted");
  }
}
