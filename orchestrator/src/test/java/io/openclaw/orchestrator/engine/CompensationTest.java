package io.openclaw.orchestrator.engine;

import static io.openclaw.orchestrator.support.Plans.step;
import static io.openclaw.orchestrator.support.Plans.workflow;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.openclaw.event.Conditions;
import io.openclaw.event.Conditions.Approval;
import io.openclaw.event.Conditions.ForEach;
import io.openclaw.event.Conditions.OnFailure;
import io.openclaw.event.Failure;
import io.openclaw.event.PlannedStep;
import io.openclaw.event.StepAttempt;
import io.openclaw.event.StepCommand.CancelStep;
import io.openclaw.event.Work;
import io.openclaw.orchestrator.support.Plans;
import io.openclaw.task.StepStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What has been done is undone, to the end. */
class CompensationTest {
  private static final Failure PERMANENT = Failure.permanent("BAD_INPUT", "no use");
  private static final List<String> X = List.of("x");

  @Test
  void shouldUndoWhatAFailedStepHasDoneAndThenFail() {
    TaskDriver task =
        TaskDriver.begun(
            workflow(
                onFailure("a", new OnFailure.Compensate("undo")),
                step("b", X, List.of(), 0),
                step("undo", X, List.of(), 0)));
    assertThat(task.commands).hasSize(2);

    task.fail("a", "x", 1, PERMANENT);

    assertThat(task.phaseOf("a").view()).isEqualTo(StepStatus.COMPENSATING);
    assertThat(task.phaseOf("b").view()).isEqualTo(StepStatus.CANCELLED);
    assertThat(task.commands.getLast().step()).isEqualTo(attempt("undo"));
    task.complete("undo", "x", 1);
    assertThat(task.cause().message()).isEqualTo("Step a (the a): x failed: no use");
  }

  @Test
  void shouldNotUndoWhatHasWorked() {
    TaskDriver task =
        TaskDriver.begun(
            workflow(
                onFailure("a", new OnFailure.Compensate("undo")), step("undo", X, List.of(), 0)));

    task.complete("a", "x", 1);

    assertThat(task.phaseOf("undo").view()).isEqualTo(StepStatus.SKIPPED);
    assertThat(task.outputs()).containsOnlyKeys("a");
  }

  @Test
  void shouldUndoToTheEndWhatOneElementHasDoneWhenAnotherFails() {
    // given: the first element is undoing what it has done
    Conditions each =
        new Conditions(null, new ForEach("things", "one", 3), null, new OnFailure.Fail());
    TaskDriver task = TaskDriver.begun(withThings(3, step("all", release(), List.of(), each)));
    task.fail("all[0].a", "x", 1, PERMANENT);
    assertThat(task.phaseOf("all[0].a").view()).isEqualTo(StepStatus.COMPENSATING);

    // when: the second one fails with nothing to undo
    task.complete("all[1].a", "x", 1);
    task.fail("all[1].b", "x", 1, PERMANENT);

    // then
    assertThat(task.phaseOf("all[2]").view()).isEqualTo(StepStatus.CANCELLED);
    assertThat(task.phaseOf("all[0].a").view()).isEqualTo(StepStatus.COMPENSATING);
    assertThat(task.state().isFinal()).isFalse();

    // when
    task.complete("all[0].undo", "x", 1);

    // then
    assertThat(task.cause().message()).contains("no use");
  }

  /** The undoing ends well, and what it belongs to would go on without it. */
  @Test
  void shouldBeginNothingBehindTheUndoingWhereAnotherElementHasFailed() {
    // given: the first element is undoing something that it can do without
    Work part =
        new Work.SubWorkflow(
            "part",
            List.of(
                onFailure("a", new OnFailure.Compensate("undo")), step("undo", X, List.of(), 0)));
    Work element =
        new Work.SubWorkflow(
            "element",
            List.of(
                step(
                    "part",
                    part,
                    List.of(),
                    new Conditions(null, null, null, new OnFailure.Continue())),
                step("b", X, List.of("part"), 0)));
    Conditions each =
        new Conditions(null, new ForEach("things", "one", 2), null, new OnFailure.Fail());
    TaskDriver task = TaskDriver.begun(withThings(2, step("all", element, List.of(), each)));
    task.fail("all[0].part.a", "x", 1, PERMANENT);

    // when the second one fails for good, and then the undoing is done
    task.complete("all[1].part.a", "x", 1);
    task.fail("all[1].b", "x", 1, PERMANENT);
    task.complete("all[0].part.undo", "x", 1);

    // then
    assertThat(task.commands).noneMatch(command -> command.step().stepId().equals("all[0].b"));
    assertThat(task.cause().message()).contains("no use");
  }

  @Test
  void shouldEndWhatIsUnderWayBesideTheUndoingWhereAnotherElementHasFailed() {
    // given: the first element is undoing a part of it, and at another one
    TaskDriver task =
        TaskDriver.begun(withThings(2, ofEach(release(), step("c", X, List.of(), 0))));
    task.fail("all[0].part.a", "x", 1, PERMANENT);
    assertThat(task.phaseOf("all[0].c").view()).isEqualTo(StepStatus.RUNNING);

    // when
    task.fail("all[1].c", "x", 1, PERMANENT);

    // then
    assertThat(task.phaseOf("all[0].c").view()).isEqualTo(StepStatus.CANCELLED);
    assertThat(task.cancels).extracting(CancelStep::step).contains(attempt("all[0].c"));
    assertThat(task.phaseOf("all[0].part.a").view()).isEqualTo(StepStatus.COMPENSATING);

    // when
    task.complete("all[0].part.undo", "x", 1);

    // then
    assertThat(task.cause().message()).contains("no use");
  }

  /** One tick lets it begin in the first element, and then finds that the second one has failed. */
  @Test
  void shouldEndWhatHasJustBegunBesideTheUndoingWhereAnotherElementFails() {
    // given: the first element is undoing a part of it, and its last step waits for one that is due
    Conditions lenient = new Conditions(null, null, null, new OnFailure.Continue());
    TaskDriver task =
        TaskDriver.begun(
            withThings(
                2,
                ofEach(
                    release(),
                    step("c", X, List.of(), 0),
                    step("d", X, 1, List.of(), 0, lenient),
                    step("e", X, List.of("d"), 0))));
    task.fail("all[0].part.a", "x", 1, PERMANENT);
    task.complete("all[0].c", "x", 1);
    task.start("all[0].d", "x", 1);
    task.start("all[1].c", "x", 1);

    // when
    task.tickAfter(Plans.STEP_TIMEOUT.plus(TaskClock.GRACE));

    // then
    assertThat(task.phaseOf("all[1].c").view()).isEqualTo(StepStatus.FAILED);
    assertThat(task.phaseOf("all[0].e").view()).isEqualTo(StepStatus.CANCELLED);
    assertThat(task.cancels).extracting(CancelStep::step).contains(attempt("all[0].e"));
    assertThat(task.phaseOf("all[0].part.undo").view()).isEqualTo(StepStatus.RUNNING);
  }

  @Test
  void shouldAskNobodyBesideTheUndoingWhereAnotherElementHasFailed() {
    // given: the first element is undoing a part of it, and asks for another one
    Conditions asking = new Conditions(null, null, new Approval(null), new OnFailure.Fail());
    TaskDriver task =
        TaskDriver.begun(
            withThings(
                2,
                ofEach(
                    release(),
                    step("d", X, List.of(), 0),
                    step("c", X, 1, List.of("d"), 0, asking))));
    task.complete("all[0].d", "x", 1);
    task.fail("all[0].part.a", "x", 1, PERMANENT);
    assertThat(task.state().approvals()).hasSize(1);

    // when
    task.fail("all[1].d", "x", 1, PERMANENT);

    // then
    assertThat(task.state().approvals()).isEmpty();
    task.feed(new TaskInput.Resolve("all[0].c", true, "somebody", null));
    assertThat(task.commands).noneMatch(command -> command.step().equals(attempt("all[0].c")));
    assertThat(task.phaseOf("all[0].part.a").view()).isEqualTo(StepStatus.COMPENSATING);
  }

  /**
   * The undoing ends well, and the rest of what it belongs to was ended with the task's failure.
   */
  @Test
  void shouldNotCountAsCompleteWhatWasEndedBesideItsUndoing() {
    // given: a workflow that is undoing something that it can do without, and is at something else
    TaskDriver task =
        TaskDriver.begun(
            workflow(
                step("work", undoingBeside(step("c", X, List.of(), 0)), List.of(), Conditions.NONE),
                step("f", X, List.of(), 0)));
    task.fail("work.part.a", "x", 1, PERMANENT);

    // when
    task.fail("f", "x", 1, PERMANENT);
    task.complete("work.part.undo", "x", 1);

    // then: it is done again, where the task is tried again
    assertThat(task.phaseOf("work.c").view()).isEqualTo(StepStatus.CANCELLED);
    assertThat(task.phaseOf("work").view()).isEqualTo(StepStatus.CANCELLED);
    assertThat(task.cause().message()).isEqualTo("Step f (the f): x failed: no use");
  }

  @Test
  void shouldUndoToTheEndWhenTheTimeOfItsWorkflowIsOver() {
    TaskDriver task =
        TaskDriver.begun(workflow(step("release", release(), List.of(), Conditions.NONE)));
    task.fail("release.a", "x", 1, PERMANENT);

    task.tickAfter(Duration.ofMinutes(30));
    assertThat(task.phaseOf("release.a").view()).isEqualTo(StepStatus.COMPENSATING);
    task.complete("release.undo", "x", 1);

    assertThat(task.cause().message())
        .isEqualTo("Step release (the release): Step release.a (the a): x failed: no use");
  }

  @Test
  void shouldEndWhatIsUnderWayBesideTheUndoingWhenTheTimeOfItsWorkflowIsOver() {
    // given: a workflow that is undoing something that it can do without, and is at something else
    TaskDriver task =
        TaskDriver.begun(
            workflow(
                step("work", undoingBeside(step("c", X, List.of(), 0)), List.of(), Conditions.NONE),
                step("f", X, List.of(), 0)));
    task.fail("work.part.a", "x", 1, PERMANENT);
    assertThat(task.last.wakeAt()).isEqualTo(task.now.plus(Plans.STEP_TIMEOUT));

    // when
    task.tickAfter(Plans.STEP_TIMEOUT);

    // then
    assertThat(task.phaseOf("work.c").view()).isEqualTo(StepStatus.CANCELLED);
    assertThat(task.cancels).extracting(CancelStep::step).containsExactly(attempt("work.c"));
    assertThat(task.phaseOf("work.part.a").view()).isEqualTo(StepStatus.COMPENSATING);
    assertThat(task.phaseOf("f").view()).isEqualTo(StepStatus.RUNNING);
    assertThat(task.last.wakeAt())
        .isEqualTo(task.now.minus(Plans.STEP_TIMEOUT).plus(Plans.TASK_TIMEOUT));

    // when
    task.complete("work.part.undo", "x", 1);

    // then
    assertThat(task.phaseOf("work.part").view()).isEqualTo(StepStatus.FAILED);
    assertThat(task.cause().message()).isEqualTo("Step work (the work): Not done within 600 s");
  }

  @Test
  void shouldBeginNothingBehindTheUndoingWhenTheTimeOfItsWorkflowIsOver() {
    // given: a workflow that is undoing something that it can do without, and would go on then
    TaskDriver task =
        TaskDriver.begun(
            workflow(
                step(
                    "work",
                    undoingBeside(step("b", X, List.of("part"), 0)),
                    List.of(),
                    Conditions.NONE)));
    task.fail("work.part.a", "x", 1, PERMANENT);

    // when
    task.tickAfter(Plans.STEP_TIMEOUT);
    task.complete("work.part.undo", "x", 1);

    // then
    assertThat(task.commands).noneMatch(command -> command.step().equals(attempt("work.b")));
    assertThat(task.phaseOf("work.b").view()).isEqualTo(StepStatus.SKIPPED);
    assertThat(task.cause().message()).isEqualTo("Step work (the work): Not done within 600 s");
  }

  @Test
  void shouldCompleteWhatWasDoneInTimeButForTheUndoing() {
    TaskDriver task =
        TaskDriver.begun(
            workflow(
                step(
                    "work",
                    undoingBeside(step("c", X, List.of(), 0)),
                    List.of(),
                    Conditions.NONE)));
    task.fail("work.part.a", "x", 1, PERMANENT);
    task.complete("work.c", "x", 1);

    task.tickAfter(Plans.STEP_TIMEOUT);
    task.complete("work.part.undo", "x", 1);

    assertThat(task.state().outcome()).isInstanceOf(Outcome.Completed.class);
  }

  /** A part that is undone where it fails, and may fail, with another step. */
  private static Work undoingBeside(PlannedStep step) {
    Conditions lenient = new Conditions(null, null, null, new OnFailure.Continue());
    return new Work.SubWorkflow("work", List.of(step("part", release(), List.of(), lenient), step));
  }

  /** A step that is undone where it fails, and one behind it. */
  private static Work release() {
    return new Work.SubWorkflow(
        "release",
        List.of(
            onFailure("a", new OnFailure.Compensate("undo")),
            step("undo", X, List.of(), 0),
            step("b", X, List.of("a"), 0)));
  }

  /** For each of the things such a workflow, with these beside the part that is undone. */
  private static PlannedStep ofEach(Work part, PlannedStep... steps) {
    List<PlannedStep> all = new ArrayList<>(List.of(steps));
    all.addFirst(step("part", part, List.of(), Conditions.NONE));
    return new PlannedStep(
        "all",
        "all",
        List.of(),
        List.of(),
        "all",
        Plans.TASK_TIMEOUT,
        new Work.SubWorkflow("element", all),
        new Conditions(null, new ForEach("things", "one", 3), null, new OnFailure.Fail()));
  }

  private static PlannedStep onFailure(String id, OnFailure onFailure) {
    return step(id, X, 1, List.of(), 0, new Conditions(null, null, null, onFailure));
  }

  private static Plan withThings(int count, PlannedStep step) {
    Plan plan = workflow(step);
    var things = JsonNodeFactory.instance.arrayNode();
    for (int i = 0; i < count; i++) {
      things.add(i);
    }
    return new Plan(
        plan.route(),
        plan.workspaceVersion(),
        plan.steps(),
        Map.<String, JsonNode>of("things", things),
        plan.timeout());
  }

  private static StepAttempt attempt(String step) {
    return new StepAttempt(step, "x", 1);
  }
}
