package io.openclaw.orchestrator.engine;

import static io.openclaw.orchestrator.support.Plans.TASK_TIMEOUT;
import static io.openclaw.orchestrator.support.Plans.step;
import static io.openclaw.orchestrator.support.Plans.withInputs;
import static io.openclaw.orchestrator.support.Plans.workflow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
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
import io.openclaw.event.StepCommand.RunStep;
import io.openclaw.event.TaskEvent;
import io.openclaw.task.StepStatus;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What workflows can say beyond the order of their steps. */
class TaskEngineWorkflowTest {
  private static final Failure PERMANENT = Failure.permanent("BAD_INPUT", "no use");
  private static final List<String> X = List.of("x");

  @Test
  void shouldNotWaitForMoreAgentsThanItNeeds() {
    TaskDriver task =
        TaskDriver.begun(workflow(step("a", List.of("x", "y", "z"), 2, List.of(), 0, none())));

    task.complete("a", "y", 1);
    task.fail("a", "x", 1, PERMANENT);
    assertThat(task.state().isFinal()).isFalse();
    task.complete("a", "z", 1);

    assertThat(task.outputs().get("a"))
        .isEqualTo(JsonNodeFactory.instance.objectNode().put("y", "y1").put("z", "z1"));
    assertThat(task.cancels).isEmpty();
  }

  @Test
  void shouldEndWhatTheOthersAreStillAtWhenOneIsEnough() {
    TaskDriver task =
        TaskDriver.begun(workflow(step("a", List.of("x", "y"), 1, List.of(), 0, none())));

    task.start("a", "x", 1);
    task.complete("a", "y", 1);

    assertThat(task.outputs().get("a")).isEqualTo(TextNode.valueOf("y1"));
    assertThat(task.cancels)
        .extracting(StepCommand.CancelStep::step)
        .containsExactly(new StepAttempt("a", "x", 1));
  }

  @Test
  void shouldFailWhenTooFewAreLeft() {
    TaskDriver task =
        TaskDriver.begun(workflow(step("a", List.of("x", "y", "z"), 2, List.of(), 0, none())));

    task.fail("a", "x", 1, PERMANENT);
    assertThat(task.state().isFinal()).isFalse();
    task.fail("a", "y", 1, PERMANENT);

    assertThat(task.cause().message()).isEqualTo("Step a (the a): y failed: no use");
  }

  @Test
  void shouldTakeOneOfTwoWaysAndGoOnBehindThem() {
    TaskDriver task =
        TaskDriver.begun(
            workflow(
                step("a", X, List.of(), 0),
                when("b", "a == 'big'", "a"),
                when("c", "a == 'small'", "a"),
                step("d", X, List.of("b", "c"), 0),
                step("e", X, List.of("b"), 0)));

    task.complete("a", "x", 1, Map.of("a", TextNode.valueOf("small")));

    assertThat(task.phaseOf("b").view()).isEqualTo(StepStatus.SKIPPED);
    assertThat(task.phaseOf("e").view()).as("all it waits for").isEqualTo(StepStatus.SKIPPED);
    task.complete("c", "x", 1);
    task.complete("d", "x", 1);
    assertThat(task.outputs()).containsOnlyKeys("a", "c", "d");
  }

  @Test
  void shouldFailWhereAConditionCannotBeDecided() {
    TaskDriver task =
        TaskDriver.begun(workflow(step("a", X, List.of(), 0), when("b", "a.size > 3", "a")));

    task.complete("a", "x", 1);

    assertThat(task.cause().code()).isEqualTo("CONDITION_FAILED");
    assertThat(task.cause().message()).contains("a.size > 3");
  }

  @Test
  void shouldNotBeginBeforeAPersonHasAgreedAndCountTheWaitAgainstNoTimeout() {
    TaskDriver task = TaskDriver.begun(workflow(approved("a", null)));
    assertThat(task.commands).isEmpty();
    assertThat(task.last.wakeAt()).as("waits for ever").isNull();

    task.now = task.now.plus(TASK_TIMEOUT.multipliedBy(3));
    task.feed(new TaskInput.Tick());
    assertThat(task.state().isFinal()).isFalse();
    task.feed(new TaskInput.Resolve("a", true, "operator", "go"));

    assertThat(task.commands).extracting(RunStep::step).containsExactly(attempt("a"));
    assertThat(task.last.wakeAt()).isEqualTo(task.now.plus(TASK_TIMEOUT));
    assertThat(task.feed(new TaskInput.Resolve("a", false, "another", null)).changed())
        .as("the first word counts")
        .isFalse();
  }

  @Test
  void shouldFailWhenAPersonDeniesOrNobodyAnswers() {
    TaskDriver denied = TaskDriver.begun(workflow(approved("a", null)));
    denied.feed(new TaskInput.Resolve("a", false, "operator", "too early"));
    assertThat(denied.cause().message())
        .isEqualTo("Step a (the a): operator has denied it: too early");

    TaskDriver expired = TaskDriver.begun(workflow(approved("a", Duration.ofHours(1))));
    expired.tickAfter(Duration.ofMinutes(59));
    assertThat(expired.state().isFinal()).isFalse();
    expired.tickAfter(Duration.ofMinutes(1));
    assertThat(expired.cause().code()).isEqualTo("APPROVAL_EXPIRED");
  }

  @Test
  void shouldAskNobodyAnyMoreWhenTheTaskHasEnded() {
    TaskDriver cancelled = TaskDriver.begun(workflow(approved("a", null)));
    cancelled.feed(new TaskInput.Cancel("operator", null));
    assertThat(closed(cancelled)).containsExactly("a");

    TaskDriver failed =
        TaskDriver.begun(workflow(step("b", X, List.of(), 0), approved("a", Duration.ofDays(1))));
    failed.tickAfter(TASK_TIMEOUT);
    assertThat(failed.cause().code()).isEqualTo("TIMEOUT");
    assertThat(closed(failed)).containsExactly("a");
    assertThat(failed.state().approvals()).isEmpty();
    assertThat(failed.events.getLast()).isInstanceOf(TaskEvent.TaskFailed.class);
  }

  @Test
  void shouldDoAStepForEachElementSomeAtATime() {
    TaskDriver task =
        TaskDriver.begun(
            withList(
                list("u", "v", "w"),
                each("a", 2, new OnFailure.Continue()),
                step("b", X, List.of("a"), 0)));

    assertThat(task.commands)
        .extracting(command -> command.step().stepId(), command -> command.inputs().get("one"))
        .containsExactly(
            tuple("a[0]", TextNode.valueOf("u")), tuple("a[1]", TextNode.valueOf("v")));
    task.complete("a[0]", "x", 1, Map.of("a", TextNode.valueOf("U")));
    assertThat(task.commands.getLast().step()).isEqualTo(attempt("a[2]"));
    task.fail("a[1]", "x", 1, PERMANENT);
    task.complete("a[2]", "x", 1, Map.of("a", TextNode.valueOf("W")));

    ArrayNode made = JsonNodeFactory.instance.arrayNode().add("U").addNull().add("W");
    assertThat(task.commands.getLast().inputs()).containsExactly(Map.entry("a", made));
  }

  @Test
  void shouldEndTheOtherElementsWhenOneHasFailed() {
    TaskDriver task =
        TaskDriver.begun(withList(list("u", "v", "w"), each("a", 2, new OnFailure.Fail())));

    task.fail("a[0]", "x", 1, PERMANENT);

    assertThat(task.cause().message())
        .isEqualTo("Step a (the a): Step a[0] (the a): x failed: no use");
    assertThat(task.cancels)
        .extracting(StepCommand.CancelStep::step)
        .containsExactly(attempt("a[1]"));
    assertThat(task.phaseOf("a[2]").view()).isEqualTo(StepStatus.SKIPPED);
  }

  @Test
  void shouldLetAnotherAgentTryWhatHasFailed() {
    TaskDriver task = TaskDriver.begun(workflow(onFailure("a", new OnFailure.Fallback("d"))));

    task.fail("a", "x", 1, PERMANENT);
    assertThat(task.commands.getLast().step()).isEqualTo(new StepAttempt("a", "d", 1));
    task.complete("a", "d", 1);

    assertThat(task.outputs().get("a")).isEqualTo(TextNode.valueOf("d1"));
  }

  @Test
  void shouldEndAllThatIsUnderWayWhenATaskIsCancelled() {
    TaskDriver task =
        TaskDriver.begun(
            workflow(step("a", List.of("x", "y"), List.of(), 0), step("b", X, List.of("a"), 0)));
    task.complete("a", "x", 1);
    task.start("a", "y", 1);

    task.feed(new TaskInput.Cancel("operator", "wrong file"));

    assertThat(task.state().outcome()).isEqualTo(new Outcome.Cancelled("operator", "wrong file"));
    assertThat(task.cancels)
        .extracting(StepCommand.CancelStep::step)
        .containsExactly(new StepAttempt("a", "y", 1));
    assertThat(task.phaseOf("b").view()).isEqualTo(StepStatus.SKIPPED);
    assertThat(task.events.getLast()).isInstanceOf(TaskEvent.TaskCancelled.class);
    task.start("a", "y", 1);
    assertThat(task.cancels).as("nobody waits for what begins now").hasSize(2);
    assertThat(task.complete("a", "y", 1).isNothing()).isTrue();
  }

  private static Conditions none() {
    return Conditions.NONE;
  }

  private static PlannedStep when(String id, String condition, String... dependsOn) {
    Conditions conditions = new Conditions(condition, null, null, new OnFailure.Fail());
    return step(id, X, 1, List.of(dependsOn), 0, conditions);
  }

  private static PlannedStep approved(String id, @Nullable Duration time) {
    Conditions conditions = new Conditions(null, null, new Approval(time), new OnFailure.Fail());
    return step(id, X, 1, List.of(), 0, conditions);
  }

  private static List<String> closed(TaskDriver task) {
    return task.events.stream()
        .filter(TaskEvent.ApprovalClosed.class::isInstance)
        .map(event -> ((TaskEvent.ApprovalClosed) event).stepId())
        .toList();
  }

  private static PlannedStep onFailure(String id, OnFailure onFailure) {
    return step(id, X, 1, List.of(), 0, new Conditions(null, null, null, onFailure));
  }

  private static PlannedStep each(String id, int maxConcurrent, OnFailure onFailure) {
    ForEach forEach = new ForEach("things", "one", maxConcurrent);
    return step(id, X, 1, List.of(), 0, new Conditions(null, forEach, null, onFailure));
  }

  private static ArrayNode list(String... elements) {
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    List.of(elements).forEach(list::add);
    return list;
  }

  private static Plan withList(JsonNode list, PlannedStep... steps) {
    return withInputs(workflow(steps), Map.of("things", list));
  }

  private static StepAttempt attempt(String step) {
    return new StepAttempt(step, "x", 1);
  }
}
