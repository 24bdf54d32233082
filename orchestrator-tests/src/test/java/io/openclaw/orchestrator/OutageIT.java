package io.openclaw.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.openclaw.event.StepCommand.RunStep;
import io.openclaw.event.TaskCommand;
import io.openclaw.event.TaskEvent;
import io.openclaw.event.TaskEvent.StepRetrying;
import io.openclaw.event.Topics;
import io.openclaw.orchestrator.support.Api;
import io.openclaw.orchestrator.support.Cable;
import io.openclaw.orchestrator.support.FakeWorker;
import io.openclaw.orchestrator.support.LiveStream;
import io.openclaw.orchestrator.support.OrchestratorProcess;
import io.openclaw.orchestrator.support.ProcessCase;
import io.openclaw.orchestrator.support.Tasks;
import io.openclaw.orchestrator.support.Wire;
import io.openclaw.task.TaskStatus;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

/** Everything that the orchestrator stands on may go away for a while. */
@NullUnmarked
class OutageIT extends ProcessCase {
  /** As Outbox has it. */
  private static final long RELAY_LOCK = 0x6f70656e636c6177L;

  @Test
  void shouldFinishTasksWithoutRedisAndShowThemWhenItIsBack() throws IOException {
    // given
    OrchestratorProcess orchestrator = orchestrator();
    FakeWorker worker = worker();

    // when
    servers.killRedis();
    UUID id = Tasks.submit(wire, Tasks.WORKFLOW);
    workOff(orchestrator.api(), worker, id);

    // then
    assertThat(task(orchestrator.api(), id).status()).isEqualTo(TaskStatus.COMPLETED);
    assertThat(orchestrator.api().isReady()).isTrue();

    // when
    servers.startRedisAgain();

    // then
    LiveStream live = open(new LiveStream(servers.redisAddress()));
    int events = orchestrator.api().events(id).size();
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(live.entries(id)).hasSize(events));
    assertThat(live.entries(id).getLast()).contains("io.openclaw.task.completed.v1");
  }

  @Test
  void shouldBeginAStreamAnewOfWhichRedisHasForgottenSome() {
    // given
    orchestrator();
    FakeWorker worker = worker();
    LiveStream live = open(new LiveStream(servers.redisAddress()));
    UUID id = Tasks.submit(wire, Tasks.SHARED_SKILL);
    RunStep command = command(worker, id, "step-1", "shared");
    await().atMost(PATIENCE).until(() -> live.entries(id).size() == 3);

    // when
    live.forgetNewest(id);
    worker.start(command);

    // then
    await()
        .atMost(PATIENCE)
        .untilAsserted(() ->
            assertThat(live.entries(id))
                .singleElement()
                .asString()
                .contains("io.openclaw.step.started.v1"));
  }

  @Test
  void shouldLoseNoMessageWhileTheDatabaseIsAway() {
    // given
    Cable cable = open(new Cable(servers.postgresPort()));
    OrchestratorProcess orchestrator = open(OrchestratorProcess.start(servers.environment(cable)));
    FakeWorker worker = worker();
    UUID running = Tasks.submit(wire, Tasks.SHARED_SKILL);
    RunStep command = command(worker, running, "step-1", "shared");
    worker.start(command);
    awaitRunning(orchestrator.api(), running, 0);

    // when
    cable.cut();
    worker.complete(command);
    UUID meanwhile = Tasks.submit(wire, Tasks.SHARED_SKILL);
    await().atMost(PATIENCE).until(() -> !orchestrator.api().isReady());
    cable.mend();

    // then
    workOff(orchestrator.api(), worker, meanwhile);
    workOff(orchestrator.api(), worker, running, command);
    assertThat(task(orchestrator.api(), running).status()).isEqualTo(TaskStatus.COMPLETED);
    assertThat(task(orchestrator.api(), meanwhile).status()).isEqualTo(TaskStatus.COMPLETED);
    Wire.Tap letters = open(wire.tap(List.of(Topics.DEAD_LETTERS)));
    UUID last = Tasks.submit(wire, Tasks.SHARED_SKILL);
    workOff(orchestrator.api(), worker, last);
    assertThat(letters.records()).isEmpty();
  }

  /** What the database says when its disk is full, told by a trigger. */
  @Test
  void shouldWaitWhileTheDatabaseHasNoRoom() throws SQLException {
    // given
    OrchestratorProcess orchestrator = orchestrator();
    FakeWorker worker = worker();
    UUID running = Tasks.submit(wire, Tasks.SHARED_SKILL);
    RunStep command = command(worker, running, "step-1", "shared");
    worker.start(command);
    awaitRunning(orchestrator.api(), running, 0);

    // when
    sql(
        """
        create function no_room() returns trigger language plpgsql as $$
        begin
          raise exception 'could not extend file: No space left on device' using errcode = '53100';
        end $$;
        create trigger no_room before insert on inbox execute function no_room();
        """);
    worker.complete(command);
    UUID meanwhile = Tasks.submit(wire, Tasks.SHARED_SKILL);
    await().atMost(PATIENCE).until(() -> orchestrator.log().contains("No space left on device"));
    sql("drop trigger no_room on inbox; drop function no_room");

    // then
    workOff(orchestrator.api(), worker, meanwhile);
    workOff(orchestrator.api(), worker, running, command);
    assertThat(task(orchestrator.api(), running).status()).isEqualTo(TaskStatus.COMPLETED);
    assertThat(task(orchestrator.api(), meanwhile).status()).isEqualTo(TaskStatus.COMPLETED);
    assertThat(count(orchestrator.api(), running, TaskEvent.StepCompleted.class)).isEqualTo(1);
  }

  /** Nothing leaves, since somebody else has the turn and does not use it. */
  @Test
  void shouldBeginNoMoreTasksThanTheOutboxHasRoomFor() throws SQLException {
    // given
    Map<String, String> environment = new HashMap<>(servers.environment());
    environment.put("OPENCLAW_OUTBOX_LIMIT", "10");
    List<UUID> ids = new ArrayList<>();
    FakeWorker worker;
    UUID running;
    RunStep command;
    try (OrchestratorProcess _ = OrchestratorProcess.start(servers.environment())) {
      worker = worker();
      running = Tasks.submit(wire, Tasks.SHARED_SKILL);
      command = command(worker, running, "step-1", "shared");
    }
    OrchestratorProcess orchestrator;
    try (Connection idle = DriverManager.getConnection(servers.jdbcUrl())) {
      try (Statement statement = idle.createStatement()) {
        statement.execute("select pg_advisory_lock(" + RELAY_LOCK + ")");
      }
      orchestrator = open(OrchestratorProcess.start(environment));

      // when
      submitUntilFull(orchestrator, ids);

      // then
      Api api = orchestrator.api();
      assertThat(ids.stream().filter(id -> api.task(id) == null)).isNotEmpty();

      // when
      worker.complete(command);

      // then what runs goes on
      await().atMost(PATIENCE).until(() -> isFinal(api, running));
    }

    // when: the lock is free
    for (UUID id : ids) {
      workOff(orchestrator.api(), worker, id);
    }

    // then
    assertThat(ids).allMatch(id -> task(orchestrator.api(), id).status() == TaskStatus.COMPLETED);
  }

  /** What runs must be able to end, also where all that is before its end in line has to wait. */
  @Test
  void shouldCancelWhatRunsWhileNewTasksWait() throws SQLException {
    // given a task that runs, and then no turn for whoever has to send
    OrchestratorProcess first = orchestrator();
    FakeWorker worker = worker();
    UUID running = Tasks.submit(wire, Tasks.SHARED_SKILL);
    RunStep command = command(worker, running, "step-1", "shared");
    worker.start(command);
    awaitRunning(first.api(), running, 0);
    first.kill();
    Map<String, String> environment = new HashMap<>(servers.environment());
    environment.put("OPENCLAW_OUTBOX_LIMIT", "10");
    List<UUID> waiting = new ArrayList<>();
    Api api;
    UUID last;
    try (Connection idle = DriverManager.getConnection(servers.jdbcUrl())) {
      try (Statement statement = idle.createStatement()) {
        statement.execute("select pg_advisory_lock(" + RELAY_LOCK + ")");
      }
      OrchestratorProcess orchestrator = open(OrchestratorProcess.start(environment));
      api = orchestrator.api();
      submitUntilFull(orchestrator, waiting);
      last = Tasks.submit(wire, Tasks.SHARED_SKILL);

      // when
      cancel(last);
      cancel(running);

      // then
      await().atMost(PATIENCE).until(() -> task(api, running).status() == TaskStatus.CANCELLED);
      assertThat(waiting.stream().filter(id -> api.task(id) == null)).isNotEmpty();
    }

    // when: the lock is free
    for (UUID id : waiting) {
      workOff(api, worker, id);
    }

    // then a word about a task that had not begun comes behind it
    assertThat(waiting).allMatch(id -> task(api, id).status() == TaskStatus.COMPLETED);
    await().atMost(PATIENCE).until(() -> isFinal(api, last));
    assertThat(task(api, last).status()).isEqualTo(TaskStatus.CANCELLED);
    assertThat(count(api, running, TaskEvent.TaskCancelled.class)).isEqualTo(1);
  }

  /** However many it takes in at once, there are some behind them that wait then. */
  private static void submitUntilFull(OrchestratorProcess orchestrator, List<UUID> submitted) {
    await()
        .atMost(PATIENCE)
        .until(() -> {
          submitted.add(Tasks.submit(wire, Tasks.SHARED_SKILL));
          return orchestrator.log().contains("messages wait to be sent");
        });
  }

  private static void cancel(UUID id) {
    wire.send(
        Topics.TASKS,
        id.toString(),
        new TaskCommand.CancelTask(id, Instant.now(), "default", "test", null));
  }

  private static void sql(String text) throws SQLException {
    try (Connection connection = DriverManager.getConnection(servers.jdbcUrl());
        Statement statement = connection.createStatement()) {
      statement.execute(text);
    }
  }

  @Test
  void shouldLeaveStepsWithTheirWorkerWhileKafkaStandsStill() throws Exception {
    // given
    OrchestratorProcess orchestrator = orchestrator();
    FakeWorker worker = worker();
    UUID id = Tasks.submit(wire, Tasks.SHARED_SKILL);
    RunStep command = command(worker, id, "step-1", "shared");
    worker.beat();
    worker.start(command);
    awaitRunning(orchestrator.api(), id, 0);

    // when nobody's heartbeats are heard for longer than a worker may be silent
    try (AutoCloseable _ = servers.stopKafka()) {
      await()
          .atMost(PATIENCE)
          .during(Duration.ofSeconds(15))
          .untilAsserted(
              () -> assertThat(count(orchestrator.api(), id, StepRetrying.class)).isZero());
    }
    worker.beat();
    worker.complete(command);
    workOff(orchestrator.api(), worker, id, command);

    // then
    assertThat(task(orchestrator.api(), id).status()).isEqualTo(TaskStatus.COMPLETED);
    assertThat(worker.commandsOf(id)).hasSize(1);
  }

  @Test
  void shouldGoOnWhenKafkaIsBack() {
    // given
    OrchestratorProcess orchestrator = orchestrator();
    FakeWorker worker = worker();
    UUID id = Tasks.submit(wire, Tasks.WORKFLOW);
    RunStep first = command(worker, id, "step-1", "agent-pm-002");
    worker.start(first);
    worker.beat();
    awaitRunning(orchestrator.api(), id, 0);

    // when
    servers.killKafka();
    servers.startKafkaAgain();
    worker.beat();
    worker.complete(first);
    workOff(orchestrator.api(), worker, id, first);

    // then
    assertThat(task(orchestrator.api(), id).status()).isEqualTo(TaskStatus.COMPLETED);
    assertThat(count(orchestrator.api(), id, TaskEvent.StepCompleted.class)).isEqualTo(6);
  }
}
