package io.openclaw.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.openclaw.event.Failure;
import io.openclaw.event.StepCommand.RunStep;
import io.openclaw.orchestrator.support.FakeWorker;
import io.openclaw.orchestrator.support.OrchestratorCase;
import io.openclaw.orchestrator.support.Tasks;
import io.openclaw.task.StepStatus;
import io.openclaw.task.TaskStatus;
import io.openclaw.task.TaskView;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

/** The steps of a worker that is gone are given to another; those of one that lives are not. */
@NullUnmarked
class WorkerLossIT extends OrchestratorCase {
  /** Well before silence alone would have told. */
  private static final Duration AT_ONCE = Duration.ofSeconds(5);

  @Test
  void shouldTakeStepsFromAWorkerThatHasFallenSilent() {
    // given
    UUID id = startedTask(worker);

    // when it never says a word again
    RunStep second = command(id, "step-1", "shared", 2);

    // then
    assertLostOnce(id);
    worker.complete(command(id, "step-1", "shared", 1));
    FakeWorker other = newWorker("other-" + id);
    other.start(second);
    other.complete(second);
    awaitStatus(id, TaskStatus.COMPLETED);
    assertThat(task(id).result().text()).contains("attempt=2");
    assertThat(task(id).steps().getFirst().agents().getFirst().workerId())
        .isEqualTo(other.workerId);
  }

  @Test
  void shouldLeaveStepsWithAWorkerThatBeats() {
    // given
    UUID id = startedTask(worker);

    // when it beats for longer than silence is borne
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(500))
        .during(Duration.ofSeconds(9))
        .until(() -> {
          worker.beat();
          return status(id, 0) == StepStatus.RUNNING;
        });

    // then
    worker.complete(command(id, "step-1", "shared", 1));
    awaitStatus(id, TaskStatus.COMPLETED);
    assertThat(worker.commandsOf(id)).hasSize(1);
  }

  @Test
  void shouldTakeStepsAtOnceFromAWorkerThatSaysThatItStops() {
    // given
    UUID id = startedTask(worker);

    // when
    worker.beat();
    worker.stop();
    long before = System.nanoTime();
    command(id, "step-1", "shared", 2);

    // then
    assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(AT_ONCE);
    assertLostOnce(id);
    finish(id);
  }

  @Test
  void shouldTakeStepsAtOnceFromAWorkerThatWasStartedAnew() {
    // given
    UUID id = startedTask(worker);
    worker.beat();

    // when
    FakeWorker reborn = newWorker(worker.workerId);
    reborn.beat();
    long before = System.nanoTime();
    RunStep second = command(id, "step-1", "shared", 2);

    // then
    assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(AT_ONCE);
    assertLostOnce(id);
    reborn.start(second);
    reborn.complete(second);
    awaitStatus(id, TaskStatus.COMPLETED);
  }

  /** Its successor does, when Kafka brings what it had taken. */
  @Test
  void shouldLeaveStepsWithAWorkerThatNamesItsDeadPredecessor() {
    // given
    UUID old = Tasks.submit(wire, Tasks.SHARED_SKILL);
    RunStep taken = command(old, "step-1", "shared", 1);
    FakeWorker successor = newWorker(worker.workerId);
    UUID id = startedTask(successor);

    // when
    worker.start(taken);
    await().atMost(PATIENCE).until(() -> status(old, 0) == StepStatus.RUNNING);

    // then, before it is heard: workers are cared for once a second
    await()
        .atMost(PATIENCE)
        .during(Duration.ofSeconds(3))
        .until(() -> successor.commandsOf(id).size() == 1);

    // and when it is heard
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(500))
        .until(() -> {
          successor.beat();
          return successor.command(old, "step-1", "shared", 2) != null;
        });
    assertThat(successor.commandsOf(id)).hasSize(1);
    assertThat(status(id, 0)).isEqualTo(StepStatus.RUNNING);
  }

  private UUID startedTask(FakeWorker by) {
    UUID id = Tasks.submit(wire, Tasks.SHARED_SKILL);
    by.start(command(id, "step-1", "shared", 1));
    await().atMost(PATIENCE).until(() -> status(id, 0) == StepStatus.RUNNING);
    return id;
  }

  private void assertLostOnce(UUID id) {
    TaskView.AssignmentView agent = task(id).steps().getFirst().agents().getFirst();
    assertThat(agent.attempt()).isEqualTo(2);
    assertThat(agent.causes()).extracting(Failure::code).containsExactly("WORKER_LOST");
  }

  private void finish(UUID id) {
    FakeWorker other = newWorker("other-" + id);
    RunStep second = command(id, "step-1", "shared", 2);
    other.start(second);
    other.complete(second);
    awaitStatus(id, TaskStatus.COMPLETED);
  }
}
