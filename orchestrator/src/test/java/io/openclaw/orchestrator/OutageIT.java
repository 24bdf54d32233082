package io.openclaw.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.openclaw.event.StepCommand.RunStep;
import io.openclaw.event.TaskEvent;
import io.openclaw.event.Topics;
import io.openclaw.orchestrator.support.Api;
import io.openclaw.orchestrator.support.Cable;
import io.openclaw.orchestrator.support.FakeWorker;
import io.openclaw.orchestrator.support.LiveStream;
import io.openclaw.orchestrator.support.OrchestratorProcess;
import io.openclaw.orchestrator.support.Servers;
import io.openclaw.orchestrator.support.Tasks;
import io.openclaw.orchestrator.support.Wire;
import io.openclaw.task.RecordedEvent;
import io.openclaw.task.StepStatus;
import io.openclaw.task.TaskStatus;
import io.openclaw.task.TaskView;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Everything that the orchestrator stands on, and the orchestrator itself, may go away at any time.
 */
@NullUnmarked
class OutageIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static Servers servers;
  private static Wire wire;
  private final List<AutoCloseable> opened = new ArrayList<>();

  @BeforeAll
  static void startServers() {
    servers = new Servers();
    wire = new Wire(servers.kafkaAddress());
  }

  @AfterAll
  static void stopServers() throws IOException {
    wire.close();
    servers.close();
  }

  @AfterEach
  void closeAll() throws Exception {
    for (AutoCloseable each : opened.reversed()) {
      each.close();
    }
  }

  @Test
  void shouldGoOnWithATaskAfterItWasKilled() {
    // given: the third of four steps is under way
    OrchestratorProcess first = open(OrchestratorProcess.start(servers.environment()));
    FakeWorker worker = worker();
    UUID id = Tasks.submit(wire, Tasks.WORKFLOW);
    Set<RunStep> done = new HashSet<>();
    done.add(complete(worker, command(worker, id, "step-1", "agent-pm-002")));
    done.add(complete(worker, command(worker, id, "step-2", "agent-arch-003")));
    RunStep third = command(worker, id, "step-3", "agent-ai-001");
    worker.start(third);
    worker.beat();
    await().atMost(PATIENCE).until(() -> status(first.api(), id, 2) == StepStatus.RUNNING);

    // when: it is done while nobody listens
    first.kill();
    done.add(complete(worker, third));
    OrchestratorProcess second = open(OrchestratorProcess.start(servers.environment()));
    workOff(second.api(), worker, id, done);

    // then
    assertThat(task(second.api(), id).status()).isEqualTo(TaskStatus.COMPLETED);
    assertThat(worker.commandsOf(id)).hasSize(6);
    assertThat(count(second.api(), id, TaskEvent.StepCompleted.class)).isEqualTo(6);
    assertThat(count(second.api(), id, TaskEvent.StepStarted.class)).isEqualTo(6);
  }

  @Test
  void shouldShareTheWorkAmongReplicasAndLoseNothingWithOne() {
    // given
    OrchestratorProcess one = open(OrchestratorProcess.start(servers.environment()));
    OrchestratorProcess other = open(OrchestratorProcess.start(servers.environment()));
    FakeWorker worker = worker();
    List<UUID> ids = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      ids.add(Tasks.submit(wire, Tasks.WORKFLOW));
    }
    List<Set<RunStep>> done = new ArrayList<>();
    ids.forEach(_ -> done.add(Set.of()));

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
      // A relay that died may have sent a message that the next one sends again.
      await()
          .atMost(PATIENCE)
          .untilAsserted(() ->
              assertThat(events.events(id.toString(), TaskEvent.class).stream().distinct())
                  .containsExactlyElementsOf(history));
    }
  }

  @Test
  void shouldFinishTasksWithoutRedisAndShowThemWhenItIsBack() throws IOException {
    // given
    OrchestratorProcess orchestrator = open(OrchestratorProcess.start(servers.environment()));
    FakeWorker worker = worker();

    // when
    servers.killRedis();
    UUID id = Tasks.submit(wire, Tasks.WORKFLOW);
    workOff(orchestrator.api(), worker, id, new HashSet<>());

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
  void shouldLoseNoMessageWhileTheDatabaseIsAway() {
    // given
    Cable cable = open(new Cable(servers.postgresPort()));
    OrchestratorProcess orchestrator = open(OrchestratorProcess.start(servers.environment(cable)));
    FakeWorker worker = worker();
    UUID running = Tasks.submit(wire, Tasks.SHARED_SKILL);
    RunStep command = command(worker, running, "step-1", "shared");
    worker.start(command);
    await()
        .atMost(PATIENCE)
        .until(() -> status(orchestrator.api(), running, 0) == StepStatus.RUNNING);

    // when
    cable.cut();
    complete(worker, command);
    UUID meanwhile = Tasks.submit(wire, Tasks.SHARED_SKILL);
    await().atMost(PATIENCE).until(() -> !orchestrator.api().isReady());
    cable.mend();

    // then
    workOff(orchestrator.api(), worker, meanwhile, new HashSet<>());
    await().atMost(PATIENCE).until(() -> isFinal(orchestrator.api(), running));
    assertThat(task(orchestrator.api(), running).status()).isEqualTo(TaskStatus.COMPLETED);
    assertThat(task(orchestrator.api(), meanwhile).status()).isEqualTo(TaskStatus.COMPLETED);
    Wire.Tap letters = open(wire.tap(List.of(Topics.DEAD_LETTERS)));
    UUID last = Tasks.submit(wire, Tasks.SHARED_SKILL);
    workOff(orchestrator.api(), worker, last, new HashSet<>());
    assertThat(letters.records()).isEmpty();
  }

  @Test
  void shouldSendWhatItOwesWhenKafkaIsBack() {
    // given
    OrchestratorProcess orchestrator = open(OrchestratorProcess.start(servers.environment()));
    FakeWorker worker = worker();
    UUID id = Tasks.submit(wire, Tasks.WORKFLOW);
    RunStep first = command(worker, id, "step-1", "agent-pm-002");
    worker.start(first);
    worker.beat();
    await().atMost(PATIENCE).until(() -> status(orchestrator.api(), id, 0) == StepStatus.RUNNING);

    // when
    servers.killKafka();
    servers.startKafkaAgain();
    worker.beat();
    Set<RunStep> done = new HashSet<>(Set.of(complete(worker, first)));
    workOff(orchestrator.api(), worker, id, done);

    // then
    assertThat(task(orchestrator.api(), id).status()).isEqualTo(TaskStatus.COMPLETED);
    assertThat(count(orchestrator.api(), id, TaskEvent.StepCompleted.class)).isEqualTo(6);
  }

  @Test
  void shouldNotStartWithoutAToken() {
    String said = OrchestratorProcess.startInVain(with("OPENCLAW_INTERNAL_TOKEN", ""));
    assertThat(said)
        .startsWith("exit code 1\n")
        .contains("The orchestrator does not start: OPENCLAW_INTERNAL_TOKEN is not set")
        .doesNotContain("\tat ");
  }

  @Test
  void shouldNotStartWithoutASoundWorkspace() {
    String said = OrchestratorProcess.startInVain(with("OPENCLAW_WORKSPACE", "/nowhere/at/all"));
    assertThat(said)
        .startsWith("exit code 1\n")
        .contains("The orchestrator does not start: workspace /nowhere/at/all has")
        .doesNotContain("\tat ");
  }

  private static Map<String, String> with(String name, String value) {
    Map<String, String> environment = new java.util.HashMap<>(servers.environment());
    environment.put(name, value);
    return environment;
  }

  private FakeWorker worker() {
    return new FakeWorker(wire, open(wire.tap(Tasks.STEP_TOPICS)), "worker-" + UUID.randomUUID());
  }

  private <T extends AutoCloseable> T open(T closeable) {
    opened.add(closeable);
    return closeable;
  }

  private static RunStep command(FakeWorker worker, UUID id, String step, String agent) {
    return await()
        .atMost(PATIENCE)
        .until(() -> worker.command(id, step, agent, 1), Objects::nonNull);
  }

  private static RunStep complete(FakeWorker worker, RunStep command) {
    worker.start(command);
    worker.complete(command);
    return command;
  }

  private static void workOff(Api api, FakeWorker worker, UUID id, Set<RunStep> done) {
    List<UUID> ids = List.of(id);
    List<Set<RunStep>> box = new ArrayList<>(List.of(done));
    await()
        .atMost(PATIENCE)
        .until(() -> {
          workOffAll(worker, ids, box);
          worker.beat();
          return isFinal(api, id);
        });
  }

  private static int workOffAll(FakeWorker worker, List<UUID> ids, List<Set<RunStep>> done) {
    int sum = 0;
    for (int i = 0; i < ids.size(); i++) {
      done.set(i, Tasks.workOff(worker, ids.get(i), done.get(i)));
      sum += done.get(i).size();
    }
    return sum;
  }

  private static boolean isFinal(Api api, UUID id) {
    TaskView task = api.task(id);
    return task != null && task.status().isFinal();
  }

  private static TaskView task(Api api, UUID id) {
    return Objects.requireNonNull(api.task(id));
  }

  private static StepStatus status(Api api, UUID id, int step) {
    TaskView task = api.task(id);
    return task == null || task.steps().isEmpty()
        ? null
        : task.steps().get(step).agents().getFirst().status();
  }

  private static long count(Api api, UUID id, Class<? extends TaskEvent> type) {
    return api.events(id).stream().filter(recorded -> type.isInstance(recorded.event())).count();
  }
}
