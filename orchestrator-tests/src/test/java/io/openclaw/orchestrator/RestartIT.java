package io.openclaw.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.openclaw.event.Failure;
import io.openclaw.event.StepCommand.RunStep;
import io.openclaw.event.StepReport;
import io.openclaw.event.TaskEvent;
import io.openclaw.event.Topics;
import io.openclaw.orchestrator.support.FakeWorker;
import io.openclaw.orchestrator.support.OrchestratorProcess;
import io.openclaw.orchestrator.support.ProcessCase;
import io.openclaw.orchestrator.support.Tasks;
import io.openclaw.orchestrator.support.Wire;
import io.openclaw.task.RecordedEvent;
import io.openclaw.task.TaskStatus;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

/** The orchestrator may die at any time, and starts only where it can do its work. */
@NullUnmarked
class RestartIT extends ProcessCase {

  @Test
  void shouldGoOnWithATaskAfterItWasKilled() {
    // given: the third of four steps is under way
    OrchestratorProcess first = orchestrator();
    FakeWorker worker = worker();
    UUID id = Tasks.submit(wire, Tasks.WORKFLOW);
    RunStep one = command(worker, id, "step-1", "agent-pm-002");
    worker.start(one);
    worker.complete(one);
    RunStep two = command(worker, id, "step-2", "agent-arch-003");
    worker.start(two);
    worker.complete(two);
    RunStep three = command(worker, id, "step-3", "agent-ai-001");
    worker.start(three);
    awaitRunning(first.api(), id, 2);

    // when: it is done while nobody listens
    first.kill();
    worker.complete(three);
    OrchestratorProcess second = orchestrator();
    workOff(second.api(), worker, id, one, two, three);

    // then
    assertThat(task(second.api(), id).status()).isEqualTo(TaskStatus.COMPLETED);
    assertThat(worker.commandsOf(id)).hasSize(6);
    assertThat(count(second.api(), id, TaskEvent.StepCompleted.class)).isEqualTo(6);
    assertThat(count(second.api(), id, TaskEvent.StepStarted.class)).isEqualTo(6);
  }

  @Test
  void shouldKnowASubmissionAgainThatCameBeforeItWasKilled() {
    // given
    OrchestratorProcess first = orchestrator();
    FakeWorker worker = worker();
    Wire.Tap letters = open(wire.tap(List.of(Topics.DEAD_LETTERS)));
    UUID id = UUID.randomUUID();
    String key = id.toString();
    wire.send(Topics.TASKS, key, Tasks.command(id, Tasks.SHARED_SKILL), "submission of " + id);
    workOff(first.api(), worker, id);
    List<RecordedEvent> history = first.api().events(id);

    // when: Kafka brings it again, and so does a client that got no answer
    first.kill();
    wire.send(Topics.TASKS, key, Tasks.command(id, Tasks.SHARED_SKILL), "submission of " + id);
    wire.send(Topics.TASKS, key, Tasks.command(id, Tasks.SHARED_SKILL));
    UUID next = UUID.randomUUID();
    wire.send(Topics.TASKS, key, Tasks.command(next, Tasks.SHARED_SKILL));
    OrchestratorProcess second = orchestrator();
    workOff(second.api(), worker, next);

    // then: the only letter is the one that comes after them
    wire.sendRaw(Topics.TASKS, key, new byte[0], Map.of("ce_id", "no submission"));
    await().atMost(PATIENCE).until(() -> letters.keyed(key).findAny().isPresent());
    assertThat(letters.keyed(key)).extracting(ConsumerRecord::value).containsOnly(new byte[0]);
    assertThat(second.api().events(id)).isEqualTo(history);
  }

  /** A start that it did not know would be one of an attempt that nobody waits for. */
  @Test
  void shouldKnowReportsAgainThatCameBeforeItWasKilled() {
    // given
    OrchestratorProcess first = orchestrator();
    FakeWorker worker = worker();
    Wire.Tap reports = open(wire.tap(List.of(Topics.REPORTS)));
    Wire.Tap cancels = open(wire.tap(List.of(Topics.CANCELS)));
    UUID id = Tasks.submit(wire, Tasks.SHARED_SKILL);
    workOff(first.api(), worker, id);
    UUID other = Tasks.submit(wire, Tasks.SHARED_SKILL);
    workOff(first.api(), worker, other);
    await().atMost(PATIENCE).until(() -> reports.keyed(id.toString()).count() == 2);

    // when: Kafka brings them again, and behind them the start of something else that has ended
    first.kill();
    reports.keyed(id.toString()).toList().forEach(wire::sendAgain);
    RunStep ended = command(worker, other, "step-1", "shared");
    wire.send(
        Topics.REPORTS,
        id.toString(),
        new StepReport.Started(other, Instant.now(), ended.step(), "late", UUID.randomUUID()));
    open(OrchestratorProcess.start(servers.environment()));

    // then
    await().atMost(PATIENCE).until(() -> cancels.keyed(other.toString()).findAny().isPresent());
    assertThat(cancels.keyed(id.toString())).isEmpty();
  }

  @Test
  void shouldDoAStepAgainHoweverLongEverythingWasDown() throws Exception {
    // given
    OrchestratorProcess first = orchestrator();
    FakeWorker gone = worker();
    UUID id = Tasks.submit(wire, Tasks.SHARED_SKILL);
    gone.start(command(gone, id, "step-1", "shared"));
    awaitRunning(first.api(), id, 0);

    // when: all of it is away for much longer than the step may take
    first.kill();
    pretendThatDaysHavePassed(id);
    OrchestratorProcess second = orchestrator();

    // then
    FakeWorker other = worker();
    RunStep again =
        await()
            .atMost(PATIENCE)
            .until(() -> other.command(id, "step-1", "shared", 2), Objects::nonNull);
    other.start(again);
    other.complete(again);
    await().atMost(PATIENCE).until(() -> isFinal(second.api(), id));
    assertThat(task(second.api(), id).status()).isEqualTo(TaskStatus.COMPLETED);
    assertThat(task(second.api(), id).steps().getFirst().agents().getFirst().causes())
        .extracting(Failure::code)
        .containsExactly("WORKER_LOST");
  }

  /** The step is long overdue, its worker long silent; only the task itself has time left. */
  private void pretendThatDaysHavePassed(UUID id) throws Exception {
    try (Connection connection = DriverManager.getConnection(servers.jdbcUrl());
        Statement statement = connection.createStatement()) {
      statement.execute("update worker set last_seen = now() - interval '2 days'");
      statement.execute(
          """
          update task set wake_at = now() - interval '1 day', state = cast(regexp_replace(
            cast(state as text), '("status":"running".*?"since":)"[^"]*"', '\\1"2026-01-01T00:00:00Z"')
            as json)
          where id = '%s'
          """
              .formatted(id));
    }
  }

  @Test
  void shouldShareTheWorkAmongReplicasAndLoseNothingWithOne() {
    // given
    OrchestratorProcess one = orchestrator();
    OrchestratorProcess other = orchestrator();
    FakeWorker worker = worker();
    List<UUID> ids = new ArrayList<>();
    List<Set<RunStep>> done = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      ids.add(Tasks.submit(wire, Tasks.WORKFLOW));
      done.add(Set.of());
    }

    // when: one dies in the middle of it
    await().atMost(PATIENCE).until(() -> workOffAll(worker, ids, done) >= 20);
    one.kill();
    await()
        .atMost(PATIENCE)
        .until(() -> {
          workOffAll(worker, ids, done);
          worker.beat();
          return ids.stream().allMatch(id -> isFinal(other.api(), id));
        });

    // then
    Wire.Tap events = open(wire.tap(List.of(Topics.EVENTS)));
    for (UUID id : ids) {
      assertThat(task(other.api(), id).status()).isEqualTo(TaskStatus.COMPLETED);
      assertThat(count(other.api(), id, TaskEvent.StepCompleted.class)).isEqualTo(6);
      List<TaskEvent> history = other.api().events(id).stream().map(RecordedEvent::event).toList();
      // What a relay had sent when it died, the next one sends again.
      await()
          .atMost(PATIENCE)
          .untilAsserted(() ->
              assertThat(events.events(id.toString(), TaskEvent.class).stream().distinct())
                  .containsExactlyElementsOf(history));
    }
  }

  @Test
  void shouldNotStartWithoutAToken() {
    String said = OrchestratorProcess.startInVain(with("OPENCLAW_INTERNAL_TOKEN", ""));
    assertThat(said)
        .startsWith("exit code 1\n")
        .contains("The orchestrator does not start: OPENCLAW_INTERNAL_TOKEN is not set")
        .doesNotContain("exception");
  }

  @Test
  void shouldNotStartWithoutASoundWorkspace() {
    String said = OrchestratorProcess.startInVain(with("OPENCLAW_WORKSPACE", "/nowhere/at/all"));
    assertThat(said)
        .startsWith("exit code 1\n")
        .contains("The orchestrator does not start: workspace /nowhere/at/all has")
        .doesNotContain("exception");
  }

  private static Map<String, String> with(String name, String value) {
    Map<String, String> environment = new HashMap<>(servers.environment());
    environment.put(name, value);
    return environment;
  }
}
