package io.openclaw.orchestrator.engine;

import static io.openclaw.orchestrator.support.Plans.STEP_TIMEOUT;
import static io.openclaw.orchestrator.support.Plans.TASK_TIMEOUT;
import static io.openclaw.orchestrator.support.Plans.step;
import static io.openclaw.orchestrator.support.Plans.workflow;
import static org.assertj.core.api.Assertions.assertThat;

import io.openclaw.event.EventJson;
import io.openclaw.event.Failure;
import io.openclaw.event.MalformedEventException;
import io.openclaw.event.StepAttempt;
import io.openclaw.event.StepCommand;
import io.openclaw.event.StepReport;
import io.openclaw.event.TaskEvent;
import io.openclaw.task.StepStatus;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class TaskEngineFailureTest {
  private static final Failure PASSING = Failure.passing("FLAKY", "try again");
  private static final Failure PERMANENT = Failure.permanent("BAD_INPUT", "no use");

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
            Failure.permanent("FLAKY", "Step a (the a): x failed after 3 attempts: try again"));
  }

  /** A worker of an earlier version sends what its skills say. */
  @Test
  void shouldStaySmallHoweverMuchIsSaidOfFailures() throws Exception {
    // given
    int retries = 5;
    TaskDriver task = TaskDriver.begun(workflow(step("a", List.of("x"), List.of(), retries)));

    // when
    for (int attempt = 1; attempt <= retries + 1; attempt++) {
      task.report(verbose(task, attempt));
      task.tickAfter(Duration.ofMinutes(1));
    }

    // then
    assertThat(task.cause().message())
        .startsWith("Step a (the a): x failed after 6 attempts: mmm")
        .endsWith("m… (2097152 characters)");
    assertThat(task.stateOf("a", "x").tries().causes())
        .extracting(cause -> cause.message().length())
        .containsExactly(256, 256, 256, 256, 256, Failure.LONGEST_MESSAGE);
    assertThat(EventJson.mapper().writeValueAsBytes(task.state())).hasSizeLessThan(32 * 1024);
    assertThat(task.events).allMatch(event -> EventJson.write(event).length < 8 * 1024);
  }

  private static StepReport verbose(TaskDriver task, int attempt) throws MalformedEventException {
    String json =
        """
        {"type":"io.openclaw.report.failed.v1","taskId":"%s","at":"%s",
         "step":{"stepId":"a","agentId":"x","attempt":%d},
         "cause":{"code":"FLAKY","message":"%s","retryable":true}}
        """
            .formatted(task.state().id(), task.now, attempt, "m".repeat(2 * 1024 * 1024));
    return EventJson.read(json.getBytes(StandardCharsets.UTF_8), StepReport.class);
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
    assertThat(task.stateOf("a", "y").view()).isEqualTo(StepStatus.CANCELLED);
    assertThat(task.cancels)
        .extracting(StepCommand.CancelStep::step)
        .containsExactly(new StepAttempt("a", "y", 1));
    assertThat(task.phaseOf("b").view()).isEqualTo(StepStatus.SKIPPED);
    assertThat(task.events.getLast()).isInstanceOf(TaskEvent.TaskFailed.class);
    assertThat(task.state().attempts()).isEmpty();
  }

  @Test
  void shouldGiveALostWorkersStepToAnotherAtOnceWithoutCountingARetry() {
    // given
    TaskDriver task = TaskDriver.begun(workflow(step("a", List.of("x"), List.of(), 0)));
    task.start("a", "x", 1);
    assertThat(task.state().attempts())
        .containsExactly(
            new TaskState.Attempt(new StepAttempt("a", "x", 1), TaskDriver.INCARNATION));

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
    assertThat(task.state().attempts())
        .containsExactly(new TaskState.Attempt(new StepAttempt("a", "x", 2), null));

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
    for (int attempt = 1; attempt <= Attempts.MAX_LOSSES + 1; attempt++) {
      task.start("a", "x", attempt);
      task.lose(TaskDriver.INCARNATION);
    }

    // then
    assertThat(((Outcome.Failed) task.state().outcome()).cause().code()).isEqualTo("WORKER_LOST");
    assertThat(task.commands).hasSize(Attempts.MAX_LOSSES + 1);
  }

  @Test
  void shouldHearOfAFailureOnlyFromTheProcessThatHasTheAttempt() {
    // given
    TaskDriver task = TaskDriver.begun(workflow(step("a", List.of("x"), List.of(), 0)));
    Failure cause = new Failure("ARTIFACTS_UNAVAILABLE", "it could not be taken", true);
    StepAttempt attempt = new StepAttempt("a", "x", 1);
    task.start("a", "x", 1);

    // when another one could not begin with it
    task.report(
        new StepReport.Failed(task.state().id(), task.now, attempt, cause, UUID.randomUUID()));

    // then
    assertThat(task.last.changed()).isFalse();
    task.report(
        new StepReport.Failed(task.state().id(), task.now, attempt, cause, TaskDriver.INCARNATION));
    assertThat(task.state().outcome()).isInstanceOf(Outcome.Failed.class);
  }

  @Test
  void shouldLetASecondWorkerTakeOverTheSameAttempt() {
    // given: the artifacts have forgotten that the first worker had taken it
    TaskDriver task = TaskDriver.begun(workflow(step("a", List.of("x"), List.of(), 0)));
    UUID second = UUID.randomUUID();
    task.start("a", "x", 1);

    // when
    task.start("a", "x", 1, second);

    // then
    assertThat(task.last.events()).isEmpty();
    assertThat(task.state().attempts())
        .extracting(TaskState.Attempt::incarnation)
        .containsExactly(second);
    assertThat(task.lose(TaskDriver.INCARNATION).changed()).isFalse();
    task.complete("a", "x", 1);
    assertThat(task.state().outcome()).isInstanceOf(Outcome.Completed.class);
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
    assertThat(task.stateOf("a", "x").view()).isEqualTo(StepStatus.CANCELLED);
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
}
