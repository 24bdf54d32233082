package io.openclaw.orchestrator.engine;

import static io.openclaw.orchestrator.support.Plans.step;
import static io.openclaw.orchestrator.support.Plans.workflow;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.openclaw.event.Artifact;
import io.openclaw.event.Conditions;
import io.openclaw.event.Conditions.ForEach;
import io.openclaw.event.Conditions.OnFailure;
import io.openclaw.event.Failure;
import io.openclaw.event.PlannedStep;
import io.openclaw.event.Result;
import io.openclaw.event.StepAttempt;
import io.openclaw.event.StepReport;
import io.openclaw.event.ValueReference;
import io.openclaw.event.Work;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tasks that would come to more than may be carried along. */
class RoomTest {
  private static final List<String> X = List.of("x");

  @Test
  void shouldNotBeginListsThatComeToMorePartsThanThereMayBe() {
    // given four lists of 1,000 parts, beside the steps that they come from: two parts too many
    TaskDriver task =
        TaskDriver.begun(
            workflow(
                step("a", X, List.of(), 0),
                forEach("b", "a"),
                forEach("c", "b"),
                forEach("d", "c"),
                forEach("e", "d"),
                step("f", IntStream.range(0, 97).mapToObj(i -> "x" + i).toList(), List.of(), 0)));

    // when
    task.complete("a", "x", 1, Map.of("a", list(1000)));
    for (String list : List.of("b", "c", "d")) {
      completeElements(task, list, 1000);
    }

    // then
    assertThat(failure(task))
        .isEqualTo(
            Failure.permanent(
                "TOO_MANY_PARTS",
                "Step e (the e): It is to be done for each of 1000 elements, and the task has 3098"
                    + " parts without them; 4096 are the most"));
    assertThat(task.commands).noneMatch(run -> run.step().stepId().startsWith("e"));
  }

  @Test
  void shouldCountWhatASubWorkflowDoesForEachElement() {
    // given
    PlannedStep inner = step("inner", List.of("x", "y", "z", "u", "v"), List.of(), 0);
    Work work = new Work.SubWorkflow("flow", List.of(inner));
    TaskDriver task =
        TaskDriver.begun(
            workflow(step("a", X, List.of(), 0), step("b", work, List.of("a"), each("a"))));

    // when
    task.complete("a", "x", 1, Map.of("a", list(820)));

    // then
    assertThat(failure(task).code()).isEqualTo("TOO_MANY_PARTS");
  }

  @Test
  void shouldBeginWithAsManyPartsAsThereMayBe() {
    // given
    PlannedStep inner = step("inner", List.of("x", "y", "z", "u", "v"), List.of(), 0);
    Work work = new Work.SubWorkflow("flow", List.of(inner));
    TaskDriver task =
        TaskDriver.begun(
            workflow(step("a", X, List.of(), 0), step("b", work, List.of("a"), each("a"))));

    // when
    task.complete("a", "x", 1, Map.of("a", list(819)));

    // then
    assertThat(task.state().isFinal()).isFalse();
  }

  @Test
  void shouldNotBeginWithStepsThatHaveMorePartsThanThereMayBe() {
    // when
    PlannedStep[] steps =
        IntStream.range(0, Room.PARTS + 1)
            .mapToObj(i -> step("s" + i, X, List.of(), 0))
            .toArray(PlannedStep[]::new);
    TaskDriver task = TaskDriver.begun(workflow(steps));

    // then
    assertThat(failure(task).code()).isEqualTo("TOO_MANY_PARTS");
    assertThat(task.commands).isEmpty();
  }

  @Test
  void shouldBeginWithAsManyStepsAsThereMayBeParts() {
    // when
    PlannedStep[] steps =
        IntStream.range(0, Room.PARTS)
            .mapToObj(i -> step("s" + i, X, List.of(), 0))
            .toArray(PlannedStep[]::new);
    TaskDriver task = TaskDriver.begun(workflow(steps));

    // then
    assertThat(task.state().isFinal()).isFalse();
  }

  /** Of both, something is carried along. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void shouldCountAnAgentThatWasAskedInThePlaceOfAnother(boolean asked) {
    // given all the parts that there may be, with the fallback to be asked
    PlannedStep inner = step("inner", List.of("x", "y", "z", "u", "v"), List.of(), 0);
    Work work = new Work.SubWorkflow("flow", List.of(inner));
    Conditions fallback = new Conditions(null, null, null, new OnFailure.Fallback("w"));
    TaskDriver task =
        TaskDriver.begun(
            workflow(
                step("a", X, List.of(), 0),
                step("f", X, 1, List.of(), 0, fallback),
                step("g", List.of("x", "y", "z", "u"), List.of(), 0),
                step("b", work, List.of("a"), each("a"))));
    if (asked) {
      task.fail("f", "x", 1, Failure.permanent("ANY", "any"));
    }

    // when
    task.complete("a", "x", 1, Map.of("a", list(818)));

    // then
    assertThat(task.phaseOf("b") instanceof Phase.Failed).isEqualTo(asked);
  }

  @Test
  void shouldNotTakeMoreFilesThanATaskMayHave() {
    // given
    TaskDriver task =
        TaskDriver.begun(workflow(step("a", X, List.of(), 0), step("b", X, List.of("a"), 3)));

    // when
    report(task, "a", 4000);
    report(task, "b", 97);

    // then
    assertThat(failure(task))
        .isEqualTo(
            Failure.permanent(
                "TOO_MANY_FILES",
                "Step b (the b): x failed: It has made 97 files, and the steps before it 4000; a"
                    + " task has 4096 at most: pack them into one"));
  }

  @Test
  void shouldCountTheFilesOfElements() {
    // given
    TaskDriver task =
        TaskDriver.begun(
            workflow(step("a", X, List.of(), 0), forEach("b", "a"), step("c", X, List.of("b"), 0)));
    task.complete("a", "x", 1, Map.of("a", list(2)));
    report(task, "b[0]", 2000);
    report(task, "b[1]", 2000);

    // when
    report(task, "c", 97);

    // then
    assertThat(failure(task).code()).isEqualTo("TOO_MANY_FILES");
  }

  @Test
  void shouldTakeAsManyFilesAsATaskMayHave() {
    // given
    TaskDriver task =
        TaskDriver.begun(workflow(step("a", X, List.of(), 0), step("b", X, List.of("a"), 3)));

    // when
    report(task, "a", 4000);
    report(task, "b", 96);

    // then
    assertThat(((Outcome.Completed) task.state().outcome()).result().artifacts()).hasSize(4096);
  }

  @Test
  void shouldFailAStepThatIsTooLargeToBeSent() {
    // given
    TaskDriver task = TaskDriver.begun(workflow(step("a", X, List.of(), 3)));

    // when
    task.feed(new TaskInput.Unsendable(new StepAttempt("a", "x", 2)));

    // then that was no attempt
    assertThat(task.last.changed()).isFalse();

    // and when
    task.feed(new TaskInput.Unsendable(new StepAttempt("a", "x", 1)));

    // then
    assertThat(failure(task))
        .isEqualTo(
            Failure.permanent(
                "STEP_TOO_LARGE",
                "Step a (the a): x failed: the step's inputs are too large to be sent: let earlier"
                    + " steps pass artifacts on"));
  }

  private static void report(TaskDriver task, String step, int files) {
    List<Artifact> artifacts =
        IntStream.range(0, files)
            .mapToObj(i -> new Artifact("f" + i, "artifact:" + step + "/f" + i, "a/b", 1, "ab"))
            .toList();
    task.report(
        new StepReport.Completed(
            task.state().id(),
            task.state().updatedAt(),
            new StepAttempt(step, "x", 1),
            new Result("", Map.of(), artifacts)));
  }

  private static void completeElements(TaskDriver task, String list, int size) {
    for (int i = 0; i < size; i++) {
      task.complete(list + "[" + i + "]", "x", 1, Map.of(list, list(1)));
    }
  }

  private static PlannedStep forEach(String id, String list) {
    return step(id, X, 1, List.of(list), 0, each(list));
  }

  private static Conditions each(String list) {
    return new Conditions(null, new ForEach(list, "one", 5), null, new OnFailure.Fail());
  }

  private static JsonNode list(int size) {
    return new ValueReference("u", "s", 1, "array", size, null).toJson();
  }

  private static Failure failure(TaskDriver task) {
    return ((Outcome.Failed) task.state().outcome()).cause();
  }
}
