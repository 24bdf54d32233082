package io.openclaw.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.openclaw.event.StepAttempt;
import io.openclaw.event.StepCommand.RunStep;
import io.openclaw.event.StepReport;
import io.openclaw.event.TaskEvent;
import io.openclaw.event.Topics;
import io.openclaw.orchestrator.support.Api;
import io.openclaw.orchestrator.support.Database;
import io.openclaw.orchestrator.support.FakeWorker;
import io.openclaw.orchestrator.support.OrchestratorProcess;
import io.openclaw.orchestrator.support.ProcessCase;
import io.openclaw.orchestrator.support.Tasks;
import io.openclaw.orchestrator.support.Wire;
import io.openclaw.task.RecordedEvent;
import io.openclaw.task.TaskStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.LongStream;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

/** Several orchestrators at once never both advance a task. */
@NullUnmarked
class ReplicasIT extends ProcessCase {
  private static final int TASKS = 12;

  /** Two that divide nothing: each gets every message, as both do around a rebalance. */
  @Test
  void shouldMoveTasksOnceWhereBothHearEverything() {
    // given
    OrchestratorProcess one = open(OrchestratorProcess.start(group("one")));
    OrchestratorProcess two = open(OrchestratorProcess.start(group("two")));
    FakeWorker worker = worker();
    Wire.Tap events = open(wire.tap(List.of(Topics.EVENTS)));

    // when
    List<UUID> ids = submit();
    workOffEach(one.api(), worker, ids);

    // then
    for (UUID id : ids) {
      check(two.api(), id);
      assertThat(worker.commandsOf(id)).extracting(RunStep::step).doesNotHaveDuplicates();
      assertThat(events.events(id.toString(), TaskEvent.class)).hasSameSizeAs(two.api().events(id));
    }
  }

  /** Two that share the work; one dies, another one joins. */
  @Test
  void shouldHandTasksOver() {
    // given
    OrchestratorProcess one = orchestrator();
    OrchestratorProcess two = orchestrator();
    FakeWorker worker = worker();
    List<UUID> ids = submit();
    await().atMost(PATIENCE).until(() -> !worker.commandsOf(ids.getLast()).isEmpty());

    // when
    one.kill();
    List<UUID> more = submit();
    OrchestratorProcess three = orchestrator();
    workOffEach(two.api(), worker, ids);
    workOffEach(two.api(), worker, more);

    // then
    ids.forEach(id -> check(three.api(), id));
    more.forEach(id -> check(three.api(), id));
  }

  /** What a process remembers of a task is a guess: another one's move is never written over. */
  @Test
  void shouldNotWriteOverWhatAnotherHasWritten() {
    // given
    OrchestratorProcess one = orchestrator();
    FakeWorker worker = worker();
    UUID id = Tasks.submit(wire, Tasks.SHARED_SKILL);
    RunStep step = command(worker, id, "step-1", "shared");
    worker.start(step);
    awaitRunning(one.api(), id, 0);

    // when
    new Database(servers.jdbcUrl())
        .execute(
            "update task set version = version + 1, state = cast(jsonb_set(cast(state as jsonb),"
                + " '{request,text}', '\"moved by another\"') as json) where id = ?",
            id);
    worker.complete(step);
    workOff(one.api(), worker, id, step);

    // then
    assertThat(task(one.api(), id).status()).isEqualTo(TaskStatus.COMPLETED);
    assertThat(task(one.api(), id).text()).isEqualTo("moved by another");
  }

  /** One that has stood still, for one, remembers attempts that are long over. */
  @Test
  void shouldNotDismissWhatIsNewerThanItRemembers() {
    // given
    OrchestratorProcess one = orchestrator();
    FakeWorker worker = worker();
    UUID id = Tasks.submit(wire, Tasks.SHARED_SKILL);
    RunStep step = command(worker, id, "step-1", "shared");
    worker.start(step);
    awaitRunning(one.api(), id, 0);

    // when: another one has sent a second attempt, which is heard of here
    new Database(servers.jdbcUrl())
        .execute(
            "update task set version = version + 1, state = cast(jsonb_set(cast(state as jsonb),"
                + " '{steps,0,assignments,0,state,tries,attempt}', '2') as json) where id = ?",
            id);
    worker.report(
        new StepReport.Completed(
            id,
            Instant.now(),
            new StepAttempt("step-1", "shared", 2),
            FakeWorker.completion(step).result()));

    // then
    await().atMost(PATIENCE).until(() -> isFinal(one.api(), id));
    assertThat(task(one.api(), id).status()).isEqualTo(TaskStatus.COMPLETED);
  }

  private static List<UUID> submit() {
    List<UUID> ids = new ArrayList<>();
    for (int i = 0; i < TASKS; i++) {
      ids.add(Tasks.submit(wire, Tasks.WORKFLOW));
    }
    return ids;
  }

  private static Map<String, String> group(String name) {
    Map<String, String> environment = new HashMap<>(servers.environment());
    for (String channel : List.of("TASKS", "REPORTS", "WORKERS")) {
      environment.put("MP_MESSAGING_INCOMING_" + channel + "_GROUP_ID", name);
    }
    return environment;
  }

  private static void workOffEach(Api api, FakeWorker worker, List<UUID> ids) {
    List<Set<RunStep>> done = new ArrayList<>();
    ids.forEach(_ -> done.add(new HashSet<>()));
    await()
        .atMost(PATIENCE)
        .until(() -> {
          workOffAll(worker, ids, done);
          worker.beat();
          return ids.stream().allMatch(id -> isFinal(api, id));
        });
  }

  private static void check(Api api, UUID id) {
    assertThat(task(api, id).status()).isEqualTo(TaskStatus.COMPLETED);
    List<RecordedEvent> history = api.events(id);
    assertThat(history)
        .extracting(RecordedEvent::seq)
        .containsExactlyElementsOf(LongStream.rangeClosed(1, history.size()).boxed().toList());
    assertThat(count(api, id, TaskEvent.StepCompleted.class)).isEqualTo(6);
    assertThat(count(api, id, TaskEvent.TaskCompleted.class)).isEqualTo(1);
  }
}
