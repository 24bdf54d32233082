package io.openclaw.orchestrator.engine;

import static io.openclaw.orchestrator.support.Plans.STEP_TIMEOUT;
import static io.openclaw.orchestrator.support.Plans.TASK_TIMEOUT;
import static io.openclaw.orchestrator.support.Plans.step;
import static io.openclaw.orchestrator.support.Plans.workflow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import io.openclaw.event.EventJson;
import io.openclaw.event.Failure;
import io.openclaw.event.PlannedStep;
import io.openclaw.event.Result;
import io.openclaw.event.StepAttempt;
import io.openclaw.event.StepCommand.RunStep;
import io.openclaw.event.TaskEvent;
import io.openclaw.task.StepStatus;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class TaskEngineTest {
  private static final Failure PASSING = Failure.passing("FLAKY", "try again");
  private static final Failure PERMANENT = Failure.permanent("BAD_INPUT", "no use");

  @Test
  void shouldScheduleOnlyTheStepsThatWaitForNothing() {
    // given, when
    TaskDriver task =
        TaskDriver.begun(
            workflow(
                step("a", List.of("x"), List.of(), 0), step("b", List.of("x"), List.of("a"), 0)));

    // then
    assertThat(task.kinds())
        .containsExactly(
            TaskEvent.TaskAccepted.class,
            TaskEvent.TaskRouted.class,
            TaskEvent.StepScheduled.class);
    assertThat(task.commands)
        .extracting(RunStep::step)
        .containsExactly(new StepAttempt("a", "x", 1));
    assertThat(task.stateOf("b", "x").view()).isEqualTo(StepStatus.WAITING);
    assertThat(task.state().events()).isEqualTo(3);
  }

  @Test
  void shouldWireOutputsByNameIntoLaterSteps() {
    // given
    TaskDriver task =
        TaskDriver.begun(
            workflow(
                step("a", List.of("x"), List.of(), 0), step("b", List.of("x"), List.of("a"), 0)));

    // when
    task.start("a", "x", 1);
    task.complete("a", "x", 1);

    // then
    assertThat(task.commands.getLast().step()).isEqualTo(new StepAttempt("b", "x", 1));
    assertThat(task.commands.getLast().inputs()).containsExactly(Map.entry("a", text("x1")));
  }

  @Test
  void shouldMergeOutputsOfSeveralAgentsByAgent() {
    // given
    TaskDriver task =
        TaskDriver.begun(
            workflow(
                step("a", List.of("x", "y"), List.of(), 0),
                step("b", List.of("x"), List.of("a"), 0)));

    // when
    task.complete("a", "y", 1);
    assertThat(task.commands).hasSize(2);
    task.complete("a", "x", 1);

    // then
    assertThat(task.commands.getLast().inputs())
        .containsExactly(
            Map.entry("a", JsonNodeFactory.instance.objectNode().put("x", "x1").put("y", "y1")));
  }

  @Test
  void shouldGiveAStepOnlyWhatItWaitsFor() {
    // given: b runs beside a and has an output that c names but does not wait for
    PlannedStep c =
        new PlannedStep(
            "c",
            "c",
            List.of("x"),
            List.of("a"),
            List.of("a", "b", "given"),
            List.of(),
            null,
            null,
            STEP_TIMEOUT,
            0);
    Plan plan =
        new Plan(
            workflow(c0("a")).route(),
            "v",
            List.of(c0("a"), c0("b"), c),
            Map.of("given", text("by the request"), "a", text("overruled")),
            TASK_TIMEOUT);
    TaskDriver task = TaskDriver.begun(plan);

    // when
    task.complete("b", "x", 1);
    task.complete("a", "x", 1);

    // then
    assertThat(task.commands.getLast().inputs())
        .containsOnly(Map.entry("a", text("x1")), Map.entry("given", text("by the request")));
  }

  @Test
  void shouldCompleteWithTheLastWordsAndAllOutputs() {
    // given
    TaskDriver task =
        TaskDriver.begun(
            workflow(
                step("a", List.of("x"), List.of(), 0),
                step("b", List.of("x", "y"), List.of("a"), 0)));

    // when
    task.complete("a", "x", 1);
    task.complete("b", "x", 1);
    task.complete("b", "y", 1);

    // then
    Result result = ((Outcome.Completed) task.state().outcome()).result();
    assertThat(result.text()).isEqualTo("x did b\n\ny did b");
    assertThat(result.outputs()).containsOnlyKeys("a", "b");
    assertThat(task.events.getLast())
        .isEqualTo(new TaskEvent.TaskCompleted(task.state().id(), task.now, result));
    assertThat(task.last.wakeAt()).isNull();
  }

  @Test
  void shouldRetryWithBackoffAndKeepTheCauses() {
    // given
    TaskDriver task = TaskDriver.begun(workflow(step("a", List.of("x"), List.of(), 2)));

    // when
    task.start("a", "x", 1);
    task.fail("a", "x", 1, PASSING);

    // then
    assertThat(task.events.getLast())
        .isEqualTo(
            new TaskEvent.StepRetrying(
                task.state().id(),
                task.now,
                new StepAttempt("a", "x", 1),
                PASSING,
                task.now.plusSeconds(1)));
    assertThat(task.last.wakeAt()).isEqualTo(task.now.plusSeconds(1));

    // when
    task.tickAfter(Duration.ofMillis(999));
    assertThat(task.commands).hasSize(1);
    task.tickAfter(Duration.ofMillis(1));
    assertThat(task.commands.getLast().step()).isEqualTo(new StepAttempt("a", "x", 2));
    task.fail("a", "x", 2, PASSING);
    assertThat(task.last.wakeAt()).isEqualTo(task.now.plusSeconds(2));
    task.tickAfter(Duration.ofSeconds(2));
    task.fail("a", "x", 3, PASSING);

    // then
    assertThat(task.stateOf("a", "x")).isInstanceOf(AssignmentState.Failed.class);
    assertThat(task.stateOf("a", "x").tries().causes()).containsExactly(PASSING, PASSING, PASSING);
    assertThat(((Outcome.Failed) task.state().outcome()).cause())
        .isEqualTo(
            Failure.permanent("FLAKY", "Step a (the a) failed on x after 3 attempts: try again"));
  }

  @Test
  void shouldNotRetryWhatCannotWork() {
    // given
    TaskDriver task =
        TaskDriver.begun(
            workflow(
                step("a", List.of("x", "y"), List.of(), 5),
                step("b", List.of("x"), List.of("a"), 5)));
    task.start("a", "y", 1);

    // when
    task.fail("a", "x", 1, PERMANENT);

    // then
    assertThat(task.stateOf("a", "x").view()).isEqualTo(StepStatus.FAILED);
    assertThat(task.stateOf("a", "y").view()).isEqualTo(StepStatus.FAILED);
    assertThat(task.stateOf("a", "y").tries().causes().getLast().code()).isEqualTo("TASK_ENDED");
    assertThat(task.stateOf("b", "x").view()).isEqualTo(StepStatus.SKIPPED);
    assertThat(task.events.getLast()).isInstanceOf(TaskEvent.TaskFailed.class);
    assertThat(task.state().leases()).isEmpty();
  }

  @Test
  void shouldGiveALostWorkersStepToAnotherAtOnceWithoutCountingARetry() {
    // given
    TaskDriver task = TaskDriver.begun(workflow(step("a", List.of("x"), List.of(), 0)));
    task.start("a", "x", 1);
    assertThat(task.state().leases())
        .containsExactly(
            new TaskState.Lease(new StepAttempt("a", "x", 1), "worker-1", TaskDriver.INCARNATION));

    // when
    task.lose(TaskDriver.INCARNATION);

    // then
    assertThat(task.commands.getLast().step()).isEqualTo(new StepAttempt("a", "x", 2));
    assertThat(task.commands.getLast().idempotencyKey())
        .isEqualTo(task.commands.getFirst().idempotencyKey());
    assertThat(task.stateOf("a", "x").tries().retries()).isZero();
    assertThat(task.stateOf("a", "x").tries().causes())
        .extracting(Failure::code)
        .containsExactly("WORKER_LOST");
    assertThat(task.state().leases()).isEmpty();

    // when: the late rival is heard
    task.complete("a", "x", 1);

    // then
    assertThat(task.last.changed()).isFalse();
    assertThat(task.state().isFinal()).isFalse();
  }

  @Test
  void shouldGiveUpOnAStepThatLosesEveryWorker() {
    // given
    TaskDriver task = TaskDriver.begun(workflow(step("a", List.of("x"), List.of(), 0)));

    // when
    for (int attempt = 1; attempt <= Move.MAX_LOSSES + 1; attempt++) {
      task.start("a", "x", attempt);
      task.lose(TaskDriver.INCARNATION);
    }

    // then
    assertThat(((Outcome.Failed) task.state().outcome()).cause().code()).isEqualTo("WORKER_LOST");
    assertThat(task.commands).hasSize(Move.MAX_LOSSES + 1);
  }

  @Test
  void shouldLetASecondWorkerTakeOverTheSameAttempt() {
    // given: the first worker died before it had acknowledged the command
    TaskDriver task = TaskDriver.begun(workflow(step("a", List.of("x"), List.of(), 0)));
    UUID second = UUID.randomUUID();
    task.start("a", "x", 1);

    // when
    task.start("a", "x", 1, second);

    // then
    assertThat(task.last.events()).isEmpty();
    assertThat(task.state().leases())
        .extracting(TaskState.Lease::incarnation)
        .containsExactly(second);
    assertThat(task.lose(TaskDriver.INCARNATION).changed()).isFalse();
    task.complete("a", "x", 1);
    assertThat(task.state().outcome()).isInstanceOf(Outcome.Completed.class);
  }

  @Test
  void shouldDropReportsThatComeTwice() {
    // given
    TaskDriver task =
        TaskDriver.begun(
            workflow(
                step("a", List.of("x"), List.of(), 3), step("b", List.of("x"), List.of("a"), 3)));

    // when, then
    assertThat(task.start("a", "x", 1).changed()).isTrue();
    assertThat(task.start("a", "x", 1).changed()).isFalse();
    assertThat(task.fail("a", "x", 1, PASSING).changed()).isTrue();
    assertThat(task.fail("a", "x", 1, PASSING).changed()).isFalse();
    assertThat(task.start("a", "x", 1).changed()).isFalse();
    assertThat(task.complete("a", "x", 1).changed()).isFalse();
    task.tickAfter(Duration.ofSeconds(1));
    assertThat(task.complete("a", "x", 2).changed()).isTrue();
    assertThat(task.complete("a", "x", 2).changed()).isFalse();
    assertThat(task.complete("nowhere", "x", 1).changed()).isFalse();
    assertThat(task.complete("b", "nobody", 1).changed()).isFalse();
  }

  @Test
  void shouldTakeAStepFromAWorkerThatLivesButNeverReports() {
    // given
    TaskDriver task = TaskDriver.begun(workflow(step("a", List.of("x"), List.of(), 0)));
    task.start("a", "x", 1);
    assertThat(task.last.wakeAt()).isEqualTo(task.now.plus(STEP_TIMEOUT).plus(TaskClock.GRACE));

    // when
    task.tickAfter(STEP_TIMEOUT.plusSeconds(29));
    assertThat(task.last.changed()).isFalse();
    task.tickAfter(Duration.ofSeconds(1));

    // then
    assertThat(((Outcome.Failed) task.state().outcome()).cause().code()).isEqualTo("TIMEOUT");
  }

  @Test
  void shouldEndATaskWhoseTimeIsOver() {
    // given: nobody takes the step
    TaskDriver task =
        TaskDriver.begun(
            workflow(
                step("a", List.of("x"), List.of(), 0), step("b", List.of("x"), List.of("a"), 0)));
    assertThat(task.last.wakeAt()).isEqualTo(task.now.plus(TASK_TIMEOUT));

    // when
    task.tickAfter(TASK_TIMEOUT);

    // then
    assertThat(task.stateOf("a", "x").view()).isEqualTo(StepStatus.SKIPPED);
    assertThat(task.events.getLast())
        .isEqualTo(
            new TaskEvent.TaskFailed(
                task.state().id(),
                task.now,
                Failure.permanent(
                    "TIMEOUT",
                    "The task was not done within 7200 s; still open: a (the a), b (the b)")));
    assertThat(task.tickAfter(TASK_TIMEOUT).changed()).isFalse();
  }

  @Test
  void shouldShowTheRouteOfATaskThatIsRejected() {
    // given
    TaskDriver task = new TaskDriver();

    // when
    task.feed(new TaskInput.Rejected(workflow(c0("a")), PERMANENT));

    // then
    assertThat(task.kinds())
        .containsExactly(
            TaskEvent.TaskAccepted.class, TaskEvent.TaskRouted.class, TaskEvent.TaskFailed.class);
    assertThat(task.stateOf("a", "x").view()).isEqualTo(StepStatus.SKIPPED);
    assertThat(task.commands).isEmpty();
    assertThat(task.feed(new TaskInput.Rejected(null, PERMANENT)).changed()).isFalse();
  }

  @Test
  void shouldRefuseAPlanThatCannotBeRun() {
    assertThatThrownBy(() -> workflow(List.of())).hasMessageContaining("no step");
    assertThatThrownBy(() -> workflow(step("a", List.of("x"), List.of("b"), 0)))
        .hasMessageContaining("depends on");
    assertThatThrownBy(() -> workflow(c0("a"), c0("a"))).hasMessageContaining("two steps");
    assertThatThrownBy(() -> workflow(step("a", List.of("x", "x"), List.of(), 0)))
        .hasMessageContaining("twice");
  }

  @Test
  void shouldSurviveBeingStored() throws Exception {
    // given a task with every kind of state in it
    TaskDriver task =
        TaskDriver.begun(
            workflow(
                step("a", List.of("done", "runs", "retries", "sent"), List.of(), 3),
                step("b", List.of("x"), List.of("a"), 0)));
    task.complete("a", "done", 1);
    task.start("a", "runs", 1);
    task.fail("a", "retries", 1, PASSING);

    // when
    byte[] json = EventJson.mapper().writeValueAsBytes(task.state());
    TaskState read = EventJson.mapper().readValue(json, TaskState.class);

    // then
    assertThat(read).isEqualTo(task.state());

    // when
    task.fail("a", "sent", 1, PERMANENT);
    json = EventJson.mapper().writeValueAsBytes(task.state());

    // then
    assertThat(EventJson.mapper().readValue(json, TaskState.class)).isEqualTo(task.state());
  }

  private static PlannedStep c0(String id) {
    return step(id, List.of("x"), List.of(), 0);
  }

  private static TextNode text(String text) {
    return TextNode.valueOf(text);
  }
}
