package io.openclaw.orchestrator.engine;

import static io.openclaw.orchestrator.support.Plans.STEP_TIMEOUT;
import static io.openclaw.orchestrator.support.Plans.byAgents;
import static io.openclaw.orchestrator.support.Plans.step;
import static io.openclaw.orchestrator.support.Plans.withInputs;
import static io.openclaw.orchestrator.support.Plans.workflow;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import io.openclaw.event.Conditions;
import io.openclaw.event.Conditions.Approval;
import io.openclaw.event.Conditions.ForEach;
import io.openclaw.event.Conditions.OnFailure;
import io.openclaw.event.Failure;
import io.openclaw.event.PlannedStep;
import io.openclaw.event.StepAttempt;
import io.openclaw.event.StepCommand;
import io.openclaw.event.TaskEvent;
import io.openclaw.event.Work;
import io.openclaw.task.StepStatus;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Workflows that are steps of others. */
class SubWorkflowTest {
  private static final Failure PERMANENT = Failure.permanent("BAD_INPUT", "no use");
  private static final List<String> X = List.of("x");

  @Test
  void shouldAskNobodyAnyMoreWhenTheSubWorkflowHasEnded() {
    TaskDriver task =
        TaskDriver.begun(
            workflow(
                within(
                    "release",
                    Duration.ofMinutes(10),
                    step("build", X, List.of(), 0),
                    step(
                        "ship",
                        X,
                        1,
                        List.of(),
                        0,
                        new Conditions(null, null, new Approval(null), new OnFailure.Fail())))));

    task.fail("release.build", "x", 1, PERMANENT);

    assertThat(task.events)
        .filteredOn(TaskEvent.ApprovalClosed.class::isInstance)
        .extracting(event -> ((TaskEvent.ApprovalClosed) event).stepId())
        .containsExactly("release.ship");
  }

  @Test
  void shouldRunAnotherWorkflowAsAStep() {
    PlannedStep release =
        new PlannedStep(
            "release",
            "Release",
            List.of("a"),
            List.of("a"),
            null,
            Duration.ofMinutes(10),
            new Work.SubWorkflow(
                "release",
                List.of(
                    new PlannedStep(
                        "build",
                        "Build",
                        List.of(),
                        List.of("a", "hidden"),
                        "build",
                        Duration.ofMinutes(5),
                        byAgents(X, 1, 0),
                        Conditions.NONE),
                    step("ship", X, List.of("build"), 0))),
            Conditions.NONE);
    TaskDriver task =
        TaskDriver.begun(
            workflow(step("a", X, List.of(), 0), release, step("last", X, List.of("release"), 0)));

    task.complete("a", "x", 1);
    assertThat(task.commands.getLast().step()).isEqualTo(attempt("release.build"));
    assertThat(task.commands.getLast().inputs()).containsOnlyKeys("a");
    task.complete("release.build", "x", 1, Map.of("build", TextNode.valueOf("jar")));
    assertThat(task.commands.getLast().inputs())
        .containsExactly(Map.entry("build", TextNode.valueOf("jar")));
    task.complete("release.ship", "x", 1, Map.of("ship", TextNode.valueOf("done")));
    assertThat(task.commands.getLast().step()).isEqualTo(attempt("last"));
    task.complete("last", "x", 1);
    assertThat(task.outputs()).containsOnlyKeys("a", "build", "ship", "last");
  }

  @Test
  void shouldEndASubWorkflowWhoseTimeIsOver() {
    TaskDriver task =
        TaskDriver.begun(
            workflow(within("release", Duration.ofMinutes(10), step("build", X, List.of(), 0))));
    assertThat(task.last.wakeAt()).isEqualTo(task.now.plus(Duration.ofMinutes(10)));

    task.tickAfter(Duration.ofMinutes(10));

    assertThat(task.cause().message())
        .isEqualTo("Step release (the release): Not done within 600 s");
    assertThat(task.cancels)
        .extracting(StepCommand.CancelStep::step)
        .containsExactly(attempt("release.build"));
  }

  /** Whatever time the steps within have left: those at work, those to be tried again. */
  @Test
  void shouldEndWhatIsWithinASubWorkflowWhoseTimeIsOver() {
    Duration time = STEP_TIMEOUT.dividedBy(2);
    PlannedStep inner =
        within(
            "inner",
            STEP_TIMEOUT,
            step("build", X, List.of(), 0),
            step("test", X, List.of(), 3),
            step("ship", X, List.of("build"), 0));
    TaskDriver task =
        TaskDriver.begun(workflow(within("outer", time, inner, step("note", X, List.of(), 0))));
    task.start("outer.inner.build", "x", 1);
    task.complete("outer.note", "x", 1);
    task.tickAfter(time.minusSeconds(1));
    task.start("outer.inner.test", "x", 1);
    task.fail("outer.inner.test", "x", 1, Failure.passing("BUSY", "later"));

    task.tickAfter(Duration.ofSeconds(1));

    assertThat(task.cause().message()).isEqualTo("Step outer (the outer): Not done within 300 s");
    assertThat(task.cancels)
        .extracting(StepCommand.CancelStep::step)
        .containsExactly(attempt("outer.inner.build"));
    assertThat(task.phaseOf("outer.inner").view()).isEqualTo(StepStatus.CANCELLED);
    assertThat(task.phaseOf("outer.inner.ship").view()).isEqualTo(StepStatus.SKIPPED);
    assertThat(task.state().attempts()).isEmpty();
    assertThat(task.complete("outer.inner.build", "x", 1).isNothing()).isTrue();
  }

  @Test
  void shouldEndOnlyTheElementWhoseTimeIsOver() {
    PlannedStep each =
        step(
            "each",
            new Work.SubWorkflow("sub", List.of(step("build", X, List.of(), 0))),
            List.of(),
            new Conditions(null, new ForEach("things", "one", 1), null, new OnFailure.Continue()));
    TaskDriver task =
        TaskDriver.begun(
            withInputs(
                workflow(each),
                Map.of("things", JsonNodeFactory.instance.arrayNode().add("u").add("v"))));
    task.start("each[0].build", "x", 1);

    task.tickAfter(STEP_TIMEOUT);

    assertThat(task.cancels)
        .extracting(StepCommand.CancelStep::step)
        .containsExactly(attempt("each[0].build"));
    assertThat(task.phaseOf("each[0]").view()).isEqualTo(StepStatus.FAILED);
    assertThat(task.commands.getLast().step()).isEqualTo(attempt("each[1].build"));
    task.complete("each[1].build", "x", 1);
    assertThat(task.state().outcome()).isInstanceOf(Outcome.Completed.class);
  }

  private static PlannedStep within(String id, Duration timeout, PlannedStep... steps) {
    Work work = new Work.SubWorkflow(id, List.of(steps));
    return new PlannedStep(
        id, "the " + id, List.of(), List.of(), null, timeout, work, Conditions.NONE);
  }

  private static StepAttempt attempt(String step) {
    return new StepAttempt(step, "x", 1);
  }
}
