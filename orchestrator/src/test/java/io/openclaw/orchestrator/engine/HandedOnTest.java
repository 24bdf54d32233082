package io.openclaw.orchestrator.engine;

import static io.openclaw.orchestrator.support.Plans.step;
import static io.openclaw.orchestrator.support.Plans.withInputs;
import static io.openclaw.orchestrator.support.Plans.workflow;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import io.openclaw.event.Conditions;
import io.openclaw.event.Conditions.ForEach;
import io.openclaw.event.Conditions.OnFailure;
import io.openclaw.event.Failure;
import io.openclaw.event.PlannedStep;
import io.openclaw.event.Work;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What later steps get of one that is not complete: nothing, unless they undo it. */
class HandedOnTest {
  private static final Failure PERMANENT = Failure.permanent("BAD_INPUT", "no use");
  private static final List<String> X = List.of("x");
  private static final List<String> BOTH = List.of("x", "y");
  private static final OnFailure CONTINUE = new OnFailure.Continue();

  @Test
  void shouldGoOnWithoutWhatTooFewHaveMade() {
    TaskDriver task =
        TaskDriver.begun(
            workflow(
                step("a", BOTH, 2, List.of(), 0, conditions(null, null, CONTINUE)),
                step("b", X, List.of("a"), 0)));

    task.complete("a", "x", 1);
    task.fail("a", "y", 1, PERMANENT);
    assertThat(task.commands.getLast().inputs()).isEmpty();
    task.complete("b", "x", 1);

    assertThat(task.outputs()).containsOnlyKeys("b");
  }

  @Test
  void shouldGoOnWithoutWhatASubWorkflowHasMadeThatFailed() {
    Work work =
        new Work.SubWorkflow(
            "sub", List.of(step("a", X, List.of(), 0), step("b", X, List.of("a"), 0)));
    PlannedStep last = step("last", X, List.of("sub"), 0);
    TaskDriver task =
        TaskDriver.begun(
            workflow(
                step("sub", work, List.of(), conditions(null, null, CONTINUE)),
                new PlannedStep(
                    "last",
                    "the last",
                    List.of("sub"),
                    List.of("a"),
                    null,
                    last.timeout(),
                    last.work(),
                    Conditions.NONE)));

    task.complete("sub.a", "x", 1, Map.of("a", TextNode.valueOf("half")));
    task.fail("sub.b", "x", 1, PERMANENT);

    assertThat(task.commands.getLast().step().stepId()).isEqualTo("last");
    assertThat(task.commands.getLast().inputs()).isEmpty();
  }

  @Test
  void shouldHaveNullForAnElementThatTooFewHaveCompleted() {
    ForEach each = new ForEach("things", "one", 2);
    TaskDriver task =
        TaskDriver.begun(
            withThings(
                step("a", BOTH, 2, List.of(), 0, conditions(null, each, CONTINUE)),
                step("b", X, List.of("a"), 0)));

    task.complete("a[0]", "x", 1, Map.of("a", TextNode.valueOf("x")));
    task.fail("a[0]", "y", 1, PERMANENT);
    task.complete("a[1]", "x", 1, Map.of("a", TextNode.valueOf("x")));
    task.complete("a[1]", "y", 1, Map.of("a", TextNode.valueOf("y")));

    ArrayNode made = JsonNodeFactory.instance.arrayNode().addNull();
    made.addObject().put("x", "x").put("y", "y");
    assertThat(task.commands.getLast().inputs()).containsExactly(Map.entry("a", made));
  }

  @Test
  void shouldGoOnWithoutAListThatWasSkipped() {
    ForEach each = new ForEach("things", "one", 2);
    TaskDriver task =
        TaskDriver.begun(
            withThings(
                step("a", X, List.of(), 0),
                step("b", X, 1, List.of(), 0, conditions("1 == 2", each, new OnFailure.Fail())),
                step("c", X, List.of("a", "b"), 0)));

    task.complete("a", "x", 1);

    assertThat(task.commands.getLast().inputs()).containsOnlyKeys("a");
  }

  @Test
  void shouldGiveWhatUndoesAStepWhateverTheStepHasMade() {
    OnFailure undo = new OnFailure.Compensate("undo");
    PlannedStep plain = step("undo", X, List.of(), 0);
    TaskDriver task =
        TaskDriver.begun(
            workflow(
                step("a", BOTH, 2, List.of(), 0, conditions(null, null, undo)),
                new PlannedStep(
                    "undo",
                    "undo",
                    List.of(),
                    List.of("a"),
                    null,
                    plain.timeout(),
                    plain.work(),
                    Conditions.NONE)));

    task.complete("a", "x", 1);
    task.fail("a", "y", 1, PERMANENT);

    assertThat(task.commands.getLast().step().stepId()).isEqualTo("undo");
    assertThat(task.commands.getLast().inputs())
        .containsExactly(Map.entry("a", JsonNodeFactory.instance.objectNode().put("x", "x1")));
  }

  private static Conditions conditions(
      @Nullable String when, @Nullable ForEach forEach, OnFailure onFailure) {
    return new Conditions(when, forEach, null, onFailure);
  }

  private static Plan withThings(PlannedStep... steps) {
    ArrayNode things = JsonNodeFactory.instance.arrayNode().add("u").add("v");
    return withInputs(workflow(steps), Map.of("things", things));
  }
}
