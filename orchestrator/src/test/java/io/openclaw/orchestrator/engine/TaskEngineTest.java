package io.openclaw.orchestrator.engine;

import static io.openclaw.orchestrator.support.Plans.STEP_TIMEOUT;
import static io.openclaw.orchestrator.support.Plans.TASK_TIMEOUT;
import static io.openclaw.orchestrator.support.Plans.byAgents;
import static io.openclaw.orchestrator.support.Plans.step;
import static io.openclaw.orchestrator.support.Plans.workflow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import io.openclaw.event.Conditions;
import io.openclaw.event.EventJson;
import io.openclaw.event.Failure;
import io.openclaw.event.PlannedStep;
import io.openclaw.event.Result;
import io.openclaw.event.StepAttempt;
import io.openclaw.event.StepCommand.RunStep;
import io.openclaw.event.TaskEvent;
import io.openclaw.task.StepStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TaskEngineTest {
  private static final Failure PASSING = Failure.passing("FLAKY", "try again");
  private static final Failure PERMANENT = Failure.permanent("BAD_INPUT", "no use");

  @Test
  void shouldLetTimeStandStillWhereAClockIsBehindAnother() {
    TaskDriver task = TaskDriver.begun(workflow(step("a", List.of("x"), List.of(), 0)));
    Instant begun = task.now;

    task.now = begun.minusSeconds(60);
    task.start("a", "x", 1);

    assertThat(task.state().updatedAt()).isEqualTo(begun);
    assertThat(task.events.getLast().at()).isEqualTo(begun);
  }

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
    assertThat(task.phaseOf("b").view()).isEqualTo(StepStatus.WAITING);
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
            List.of("a"),
            List.of("a", "b", "given"),
            null,
            STEP_TIMEOUT,
            byAgents(List.of("x"), 1, 0),
            Conditions.NONE);
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
  void shouldShowTheRouteOfATaskThatIsRejected() {
    // given
    TaskDriver task = new TaskDriver();

    // when
    task.feed(new TaskInput.Rejected(workflow(c0("a")), PERMANENT));

    // then
    assertThat(task.kinds())
        .containsExactly(
            TaskEvent.TaskAccepted.class,
            TaskEvent.TaskRouted.class,
            TaskEvent.StepSkipped.class,
            TaskEvent.TaskFailed.class);
    assertThat(task.phaseOf("a").view()).isEqualTo(StepStatus.SKIPPED);
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
