package io.openclaw.orchestrator.engine;

import static io.openclaw.orchestrator.support.Plans.step;
import static io.openclaw.orchestrator.support.Plans.workflow;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import io.openclaw.event.Conditions;
import io.openclaw.event.Conditions.ForEach;
import io.openclaw.event.Conditions.OnFailure;
import io.openclaw.event.EventJson;
import io.openclaw.event.Failure;
import io.openclaw.event.PlannedStep;
import io.openclaw.event.StepCommand.RunStep;
import io.openclaw.event.ValueReference;
import io.openclaw.event.Work;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Workflows some of whose values are too large to be carried along. */
class StoredValuesTest {
  private static final List<String> X = List.of("x");
  private static final ValueReference ROWS =
      new ValueReference("artifact:t/a/x/1/a.json", "ab12", 5 << 20, "array", 3, null);
  private static final ValueReference DOCUMENT =
      new ValueReference("artifact:t/a/x/1/a.json", "ab12", 5 << 20, "object", null, null);

  @Test
  void shouldPassAReferenceOnUntouched() {
    TaskDriver task =
        TaskDriver.begun(workflow(step("a", X, List.of(), 0), after("b", Conditions.NONE)));

    task.complete("a", "x", 1, Map.of("a", DOCUMENT.toJson()));

    assertThat(inputs(task, "b")).containsExactly(Map.of("a", DOCUMENT.toJson()));
    task.complete("b", "x", 1);
    assertThat(outputs(task)).containsEntry("a", DOCUMENT.toJson());
  }

  @Test
  void shouldPutReferencesOfSeveralAgentsSideBySide() {
    TaskDriver task =
        TaskDriver.begun(
            workflow(
                step("a", List.of("x", "y"), 2, List.of(), 0, Conditions.NONE),
                after("b", Conditions.NONE)));

    task.complete("a", "x", 1, Map.of("a", DOCUMENT.toJson()));
    task.complete("a", "y", 1, Map.of("a", TextNode.valueOf("small")));

    JsonNode both =
        JsonNodeFactory.instance.objectNode().put("y", "small").set("x", DOCUMENT.toJson());
    assertThat(inputs(task, "b")).containsExactly(Map.of("a", both));
  }

  @Test
  void shouldBeDoneForEachElementOfAListByReference() {
    TaskDriver task =
        TaskDriver.begun(workflow(step("a", X, List.of(), 0), after("b", forEach("a", "one"))));

    task.complete("a", "x", 1, Map.of("a", ROWS.toJson()));

    for (int i = 0; i < 3; i++) {
      assertThat(inputs(task, "b[" + i + "]"))
          .containsExactly(Map.of("a", ROWS.toJson(), "one", ROWS.element(i).toJson()));
    }
    assertThat(inputs(task, "b[3]")).isEmpty();
    IntStream.range(0, 3)
        .forEach(i -> task.complete("b[" + i + "]", "x", 1, Map.of("b", ROWS.toJson())));
    assertThat(outputs(task).get("b")).hasSize(3).contains(ROWS.toJson());
  }

  @Test
  void shouldNotTakeAnythingElseForAList() {
    assertThat(failure(DOCUMENT, forEach("a", "one")))
        .isEqualTo(
            Failure.permanent(
                "NO_LIST",
                "Step b (the b): It is to be done for each element of a, which is no list but of"
                    + " type object"));
    assertThat(failure(ROWS.element(1), forEach("a", "one")).message())
        .contains("unknown, since it is an element of a list that is stored apart");
  }

  @Test
  void shouldNotBeginWithMoreElementsThanThereMayBe() {
    ValueReference many = new ValueReference("u", "s", 1, "array", 1001, null);

    assertThat(failure(many, forEach("a", "one")).code()).isEqualTo("LIST_TOO_LONG");
  }

  @Test
  void shouldSayWhichValueAConditionCannotRead() {
    Failure cause = failure(DOCUMENT, when("a.score > 3"));

    assertThat(cause.code()).isEqualTo("CONDITION_FAILED");
    assertThat(cause.message())
        .contains("'a' is stored apart for its size", "a small output of its own", "a.score > 3");
  }

  @Test
  void shouldDecideByTheLengthOfAListByReference() {
    TaskDriver task =
        TaskDriver.begun(workflow(step("a", X, List.of(), 0), after("b", when("size(a) == 3"))));

    task.complete("a", "x", 1, Map.of("a", ROWS.toJson()));

    assertThat(inputs(task, "b")).hasSize(1);
  }

  @Test
  void shouldKeepStateAndHistorySmallWhateverWasMade() {
    TaskDriver task =
        TaskDriver.begun(
            workflow(
                step("a", X, List.of(), 0),
                after("b", Conditions.NONE),
                step("c", X, List.of("b"), 0)));

    for (String step : List.of("a", "b", "c")) {
      task.complete(step, "x", 1, Map.of(step, DOCUMENT.toJson()));
    }

    assertThat(task.state().isFinal()).isTrue();
    assertThat(EventJson.mapper().valueToTree(task.state()).toString()).hasSizeLessThan(20_000);
    assertThat(task.events.stream().mapToInt(event -> EventJson.write(event).length).sum())
        .isLessThan(20_000);
  }

  @Test
  void shouldKeepStateAndHistorySmallHoweverManyElementsThereAre() {
    TaskDriver task =
        TaskDriver.begun(
            workflow(
                step("a", X, List.of(), 0),
                after("b", forEach("a", "one")),
                step("c", X, List.of("b"), 0)));
    ValueReference many = new ValueReference("u", "s", 1, "array", 250, null);
    task.complete("a", "x", 1, Map.of("a", many.toJson()));

    for (int i = 0; i < 250; i++) {
      String element = "b[" + i + "]";
      task.complete(element, "x", 1, Map.of("b", made(60_000, command(task, element))));
    }

    RunStep last = command(task, "c");
    assertThat(last.inputs().get("b")).hasSize(250);
    assertThat(EventJson.write(last)).hasSizeLessThan(1024 * 1024);
    assertThat(EventJson.mapper().valueToTree(task.state()).toString())
        .hasSizeLessThan(4 * 1024 * 1024);
    task.complete("c", "x", 1);
    assertThat(outputs(task).get("b")).hasSize(250);
    assertThat(task.events).allMatch(event -> EventJson.write(event).length < 1024 * 1024);
  }

  @Test
  void shouldShareOutWhatATaskMayCarry() {
    Conditions twice = forEach("a", "one");
    PlannedStep inner = step("inner", List.of("x", "y"), 2, List.of(), 0, Conditions.NONE);
    TaskDriver task =
        TaskDriver.begun(
            workflow(
                step("a", X, List.of(), 0),
                step("b", new Work.SubWorkflow("flow", List.of(inner)), List.of("a"), twice)));

    task.complete(
        "a", "x", 1, Map.of("a", new ValueReference("u", "s", 1, "array", 2, null).toJson()));

    assertThat(command(task, "a").inlineTotal()).isEqualTo(Share.TASK / 2);
    List<RunStep> inners =
        task.commands.stream().filter(run -> run.step().stepId().startsWith("b")).toList();
    assertThat(inners).hasSize(4);
    assertThat(inners)
        .allSatisfy(run -> assertThat(run.inlineTotal()).isEqualTo(Share.TASK / 2 / 2 / 2));
  }

  /** What a worker says of an output: that one, or where it lies. */
  private static JsonNode made(int size, RunStep step) {
    return size <= requireNonNull(step.inlineTotal())
        ? TextNode.valueOf("x".repeat(size))
        : ROWS.toJson();
  }

  private static RunStep command(TaskDriver task, String step) {
    return task.commands.stream()
        .filter(run -> run.step().stepId().equals(step))
        .findFirst()
        .orElseThrow();
  }

  private static Failure failure(ValueReference made, Conditions conditions) {
    TaskDriver task =
        TaskDriver.begun(workflow(step("a", X, List.of(), 0), after("b", conditions)));
    task.complete("a", "x", 1, Map.of("a", made.toJson()));
    return ((Outcome.Failed) task.state().outcome()).cause();
  }

  private static PlannedStep after(String id, Conditions conditions) {
    return step(id, X, 1, List.of("a"), 0, conditions);
  }

  private static Conditions forEach(String list, String as) {
    return new Conditions(null, new ForEach(list, as, 5), null, new OnFailure.Fail());
  }

  private static Conditions when(@Nullable String condition) {
    return new Conditions(condition, null, null, new OnFailure.Fail());
  }

  private static List<Map<String, JsonNode>> inputs(TaskDriver task, String step) {
    return task.commands.stream()
        .filter(command -> command.step().stepId().equals(step))
        .map(RunStep::inputs)
        .toList();
  }

  private static Map<String, JsonNode> outputs(TaskDriver task) {
    return ((Outcome.Completed) task.state().outcome()).result().outputs();
  }
}
