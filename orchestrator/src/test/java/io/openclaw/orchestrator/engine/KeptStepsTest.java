package io.openclaw.orchestrator.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.TextNode;
import io.openclaw.event.Conditions;
import io.openclaw.event.Conditions.ForEach;
import io.openclaw.event.Conditions.OnFailure;
import io.openclaw.event.Failure;
import io.openclaw.event.PlannedStep;
import io.openclaw.event.TaskEvent;
import io.openclaw.event.Work;
import io.openclaw.orchestrator.support.Plans;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

@NullUnmarked
class KeptStepsTest {
  private static final OnFailure FAIL = new OnFailure.Fail();
  private static final UUID AGAIN = UUID.fromString("00000000-0000-7000-8000-00000000000a");

  @Test
  void shouldGoOnWhereATaskHasFailed() {
    // given: a, then b and c beside each other, then d
    TaskDriver task = TaskDriver.begun(diamond());
    task.complete("a", "x", 1);
    task.complete("b", "x", 1);
    task.fail("c", "x", 1, Failure.permanent("BROKEN", "no"));
    assertThat(task.state().outcome()).isInstanceOf(Outcome.Failed.class);

    // when
    TaskDriver again = again(task, diamond(), null);

    // then
    assertThat(again.commands).extracting(run -> run.step().stepId()).containsExactly("c");
    assertThat(again.events)
        .filteredOn(TaskEvent.StepKept.class::isInstance)
        .extracting(event -> ((TaskEvent.StepKept) event).stepId())
        .containsExactly("a", "b");

    // when
    again.complete("c", "x", 1);
    again.complete("d", "x", 1);

    // then
    assertThat(again.commands.getLast().inputs())
        .isEqualTo(Map.of("b", TextNode.valueOf("x1"), "c", TextNode.valueOf("x1")));
    Outcome.Completed completed = (Outcome.Completed) again.state().outcome();
    assertThat(completed.result().outputs()).containsOnlyKeys("a", "b", "c", "d");
  }

  @Test
  void shouldDoAgainWhatIsNamedAndAllThatRestsOnIt() {
    // given
    TaskDriver task = TaskDriver.begun(diamond());
    for (String step : List.of("a", "b", "c", "d")) {
      task.complete(step, "x", 1);
    }

    // when
    TaskDriver again = again(task, diamond(), "b");

    // then
    assertThat(again.commands).extracting(run -> run.step().stepId()).containsExactly("b");
    assertThat(again.phaseOf("c")).isInstanceOf(Phase.Completed.class);
    assertThat(again.phaseOf("d")).isInstanceOf(Phase.Waiting.class);
  }

  @Test
  void shouldLeaveOutWhatTheWorkflowHasNoMore() {
    // given
    TaskDriver task = TaskDriver.begun(diamond());
    task.complete("a", "x", 1);
    task.feed(new TaskInput.Cancel("me", null));

    // when: an edit has put something before a
    TaskDriver again =
        again(
            task,
            Plans.workflow(
                Plans.step("z", List.of("x"), List.of(), 0),
                Plans.step("a", List.of("x"), List.of("z"), 0)),
            null);

    // then
    assertThat(again.commands).extracting(run -> run.step().stepId()).containsExactly("z");
    assertThat(again.phaseOf("a")).isInstanceOf(Phase.Waiting.class);
  }

  @Test
  void shouldNotTakeOneResultForAList() {
    // given
    TaskDriver task = TaskDriver.begun(Plans.workflow(Plans.step("a", List.of("x"), List.of(), 0)));
    task.complete("a", "x", 1);

    // when: an edit has it done for each element
    Conditions each =
        new Conditions(null, new ForEach("list", "one", 1), null, new OnFailure.Fail());
    Plan edited = Plans.workflow(Plans.step("a", List.of("x"), 1, List.of(), 0, each));

    // then
    assertThat(KeptSteps.of(task.state(), edited, null)).isEmpty();
  }

  @Test
  void shouldDoAgainWhatWasDoneToUndo() {
    // given
    Conditions undone = new Conditions(null, null, null, new OnFailure.Compensate("undo"));
    TaskDriver task =
        TaskDriver.begun(
            Plans.workflow(
                Plans.step("a", List.of("x"), 1, List.of(), 0, undone),
                Plans.step("undo", List.of("x"), List.of(), 0)));
    task.fail("a", "x", 1, Failure.permanent("BROKEN", "no"));
    task.complete("undo", "x", 1);
    assertThat(task.state().outcome()).isInstanceOf(Outcome.Failed.class);

    // then: whatever it is done for by now
    assertThat(KeptSteps.of(task.state(), task.state().plan(), null)).isEmpty();
    Plan edited =
        Plans.workflow(
            Plans.step("a", List.of("x"), List.of(), 0),
            Plans.step("undo", List.of("x"), List.of(), 0));
    assertThat(KeptSteps.of(task.state(), edited, null)).isEmpty();

    // nor what has been done for itself and only undoes by now
    TaskDriver other = TaskDriver.begun(edited);
    other.complete("a", "x", 1);
    other.complete("undo", "x", 1);
    assertThat(KeptSteps.of(other.state(), task.state().plan(), null))
        .extracting(StepState::id)
        .containsExactly("a");
  }

  @Test
  void shouldNotKeepWhatWouldMeanSomethingElseNow() {
    // given
    TaskDriver task = TaskDriver.begun(diamond());
    task.complete("a", "x", 1);
    task.feed(new TaskInput.Cancel("me", null));
    Conditions each = new Conditions(null, new ForEach("things", "one", 1), null, FAIL);

    // when: an edit has made a list of it, another workflow, or two agents' work
    PlannedStep list = Plans.step("a", List.of("x"), 1, List.of(), 0, each);
    PlannedStep both = Plans.step("a", List.of("x", "y"), List.of(), 0);
    PlannedStep flow =
        Plans.step(
            "a",
            new Work.SubWorkflow("other", List.of(Plans.step("in", List.of("x"), List.of(), 0))),
            List.of(),
            Conditions.NONE);

    // then
    for (PlannedStep edited : List.of(list, both, flow)) {
      assertThat(KeptSteps.of(task.state(), Plans.workflow(edited), null))
          .as("%s", edited)
          .isEmpty();
    }
    assertThat(KeptSteps.of(task.state(), diamond(), null)).hasSize(1);
  }

  @Test
  void shouldKeepWhatComesAfterAStepThatWasLeftOut() {
    // given: b is left out, c is done after it
    Conditions never = new Conditions("false", null, null, FAIL);
    Plan plan =
        Plans.workflow(
            Plans.step("a", List.of("x"), List.of(), 0),
            Plans.step("b", List.of("x"), 1, List.of("a"), 0, never),
            Plans.step("c", List.of("x"), List.of("a", "b"), 0),
            Plans.step("d", List.of("x"), List.of("c"), 0));
    TaskDriver task = TaskDriver.begun(plan);
    task.complete("a", "x", 1);
    task.complete("c", "x", 1);
    task.fail("d", "x", 1, Failure.permanent("BROKEN", "no"));

    // when
    TaskDriver again = again(task, plan, null);

    // then
    assertThat(again.commands).extracting(run -> run.step().stepId()).containsExactly("d");
    assertThat(again.phaseOf("b")).isInstanceOf(Phase.Skipped.class);
  }

  @RepeatedTest(200)
  void shouldKeepOnlyWhatRestsOnWhatIsKept() {
    // given
    long seed = System.nanoTime();
    Random random = new Random(seed);
    Plan plan = new RandomPlans(random).plan();
    TaskDriver task = TaskDriver.begun(plan);
    for (int i = 0; i < 20 && !task.state().isFinal(); i++) {
      step(task, random);
    }
    String from = random.nextBoolean() ? null : plan.steps().getFirst().id();

    // when
    List<StepState> kept = KeptSteps.of(task.state(), plan, from);

    // then
    List<String> ids = kept.stream().map(StepState::id).toList();
    assertThat(ids).as("seed %d", seed).doesNotContain(String.valueOf(from));
    assertThat(kept).as("seed %d", seed).allMatch(it -> it.phase() instanceof Phase.Completed);
    for (PlannedStep step : plan.steps()) {
      if (ids.contains(step.id())) {
        assertThat(step.dependsOn())
            .as("seed %d, step %s", seed, step.id())
            .allMatch(id -> ids.contains(id) || task.phaseOf(id) instanceof Phase.Skipped);
      }
    }
  }

  private static void step(TaskDriver task, Random random) {
    if (task.commands.isEmpty()) {
      return;
    }
    var run = task.commands.get(random.nextInt(task.commands.size())).step();
    if (random.nextInt(10) == 0) {
      task.fail(run.stepId(), run.agentId(), run.attempt(), Failure.permanent("NO", "no"));
    } else {
      task.complete(run.stepId(), run.agentId(), run.attempt());
    }
  }

  private static Plan diamond() {
    return Plans.workflow(
        Plans.step("a", List.of("x"), List.of(), 0),
        Plans.step("b", List.of("x"), List.of("a"), 0),
        Plans.step("c", List.of("x"), List.of("a"), 0),
        Plans.step("d", List.of("x"), List.of("b", "c"), 0));
  }

  private static TaskDriver again(TaskDriver ended, Plan plan, String from) {
    return TaskDriver.again(ended, AGAIN, plan, KeptSteps.of(ended.state(), plan, from));
  }
}
