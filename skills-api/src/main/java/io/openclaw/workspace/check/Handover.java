package io.openclaw.workspace.check;

import io.openclaw.event.Conditions.OnFailure;
import io.openclaw.expression.Expression;
import io.openclaw.expression.ExpressionException;
import io.openclaw.expression.StepReference;
import io.openclaw.workspace.ProblemCode;
import io.openclaw.workspace.Workflow.Input;
import io.openclaw.workspace.Workflow.InputType;
import io.openclaw.workspace.file.ConditionsEntry.ListEntry;
import io.openclaw.workspace.file.Index;
import io.openclaw.workspace.file.StepEntry;
import io.openclaw.workspace.file.WorkflowEntry;
import io.openclaw.workspace.yaml.Name;
import io.openclaw.workspace.yaml.Problems;
import io.openclaw.workspace.yaml.Spelling;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Checks what the steps of one workflow hand on: outputs, inputs, lists, and what conditions use.
 */
final class Handover {
  private final WorkflowEntry file;
  private final Nesting nesting;
  private final Problems problems;

  private Handover(WorkflowEntry file, Nesting nesting, Problems problems) {
    this.file = file;
    this.nesting = nesting;
    this.problems = problems;
  }

  static void run(WorkflowEntry file, Index<StepEntry> steps, Nesting nesting, Problems problems) {
    Handover handover = new Handover(file, nesting, problems);
    handover.checkOutputs();
    Map<String, Set<String>> order = StepOrder.of(steps, problems);
    if (order != null) {
      steps.items().forEach(step -> handover.check(step, handover.before(step, order)));
    }
  }

  /** Of two things with one name nobody could tell which one a later step gets. */
  private void checkOutputs() {
    List<Name> outputs = new ArrayList<>();
    for (StepEntry step : file.steps()) {
      Name output = step.output();
      if (output != null) {
        outputs.add(output);
        checkNew(output, "output");
      }
      ListEntry list = step.conditions().forEach();
      if (list != null) {
        checkNew(list.as(), "element");
        if (isOutput(list.as())) {
          report(list.as(), ProblemCode.DUPLICATE_ID, "is the output of a step", "element");
        }
      }
    }
    Index.checkUnique("expected_output", outputs, problems);
  }

  private void checkNew(Name name, String what) {
    if (file.workflow().inputs().containsKey(name.value())) {
      report(name, ProblemCode.DUPLICATE_ID, "is an input of the workflow", what);
    }
    for (StepEntry other : file.steps()) {
      if (nesting.outputsOf(other.workflow()).contains(name.value())) {
        report(
            name, ProblemCode.DUPLICATE_ID, "is an output of workflow " + other.workflow(), what);
      }
    }
  }

  private void report(Name name, ProblemCode code, String why, String what) {
    problems.add(
        name.at(), code, "%s %s; choose another name for this %s".formatted(name, why, what));
  }

  private boolean isOutput(Name name) {
    return file.steps().stream()
        .anyMatch(step -> step.output() != null && name.value().equals(step.output().value()));
  }

  private List<StepEntry> before(StepEntry step, Map<String, Set<String>> order) {
    Set<String> before = order.getOrDefault(step.id().value(), Set.of());
    boolean undoes = file.steps().stream().anyMatch(other -> isUndoneBy(other, step));
    return file.steps().stream()
        .filter(other -> undoes ? !other.equals(step) : before.contains(other.id().value()))
        .toList();
  }

  private static boolean isUndoneBy(StepEntry step, StepEntry undoing) {
    return step.conditions().onFailure().policy() instanceof OnFailure.Compensate(String id)
        && id.equals(undoing.id().value());
  }

  private void check(StepEntry step, List<StepEntry> before) {
    boolean complete = before.stream().allMatch(nesting::knowsOutputs);
    Set<String> known = new LinkedHashSet<>(file.workflow().inputs().keySet());
    before.forEach(earlier -> known.addAll(nesting.outputs(earlier)));
    checkCondition(step, known, before, complete);
    if (complete && file.declaresInputs()) {
      checkInputs(step, known);
    }
  }

  private void checkInputs(StepEntry step, Set<String> known) {
    ListEntry list = step.conditions().forEach();
    for (Name input : step.inputs()) {
      boolean isElement = list != null && list.as().value().equals(input.value());
      if (!known.contains(input.value()) && !isElement) {
        problems.add(input.at(), ProblemCode.UNKNOWN_INPUT, missing(input));
      }
    }
    if (list != null && list.list().isGiven()) {
      checkList(list.list(), known);
    }
  }

  private void checkList(Name list, Set<String> known) {
    Input input = file.workflow().inputs().get(list.value());
    if (!known.contains(list.value())) {
      problems.add(list.at(), ProblemCode.UNKNOWN_INPUT, missing(list));
    } else if (input != null && input.type() != InputType.LIST) {
      problems.add(
          list.at(),
          ProblemCode.INVALID_VALUE,
          "input %s is no list; give it the type list, or take an output".formatted(list));
    }
  }

  private String missing(Name input) {
    String late = late(input);
    if (late != null) {
      return late;
    }
    Set<String> provided = new LinkedHashSet<>(file.workflow().inputs().keySet());
    file.steps().forEach(step -> provided.addAll(nesting.outputs(step)));
    return "%s is neither an input of the workflow nor the expected_output of a step%s"
        .formatted(input, Spelling.hint(input.value(), provided));
  }

  /** Of what is there at some time, but not yet; null of what nothing makes. */
  private @Nullable String late(Name name) {
    return file.steps().stream()
        .filter(step -> nesting.outputs(step).contains(name.value()))
        .findFirst()
        .map(step ->
            "%s comes from step %s, which this step does not wait for; add it to depends_on"
                .formatted(name, step.id()))
        .orElse(null);
  }

  /** A condition is decided before the list is begun, so it does not know the element. */
  private void checkCondition(
      StepEntry step, Set<String> known, List<StepEntry> before, boolean complete) {
    Name when = step.conditions().when();
    if (when == null || !when.isGiven()) {
      return;
    }
    try {
      for (StepReference reference : Expression.compile(when.value(), known).steps()) {
        checkReference(when, reference, before);
      }
    } catch (ExpressionException e) {
      String name = e.unknownName();
      if (name == null) {
        reportCondition(when, String.valueOf(e.getMessage()));
      } else if (complete) {
        String late = late(new Name(name, when.at()));
        reportCondition(when, late == null ? e.getMessage() + hint(name, known) : late);
      }
    }
  }

  /** Of how a step has ended, only those know that wait for it. */
  private void checkReference(Name when, StepReference reference, List<StepEntry> before) {
    String id = reference.id();
    Name name = new Name(id, when.at());
    List<String> steps = ids(file.steps());
    if (!steps.contains(id)) {
      problems.add(
          when.at(),
          ProblemCode.UNKNOWN_STEP,
          "\"when\": there is no step %s, at %s%s"
              .formatted(name, reference.place(), Spelling.hint(id, steps)));
    } else if (!ids(before).contains(id)) {
      reportCondition(
          when,
          "this step does not wait for step %s, at %s; add it to depends_on"
              .formatted(name, reference.place()));
    }
  }

  private static List<String> ids(List<StepEntry> steps) {
    return steps.stream().map(step -> step.id().value()).toList();
  }

  private void reportCondition(Name when, String why) {
    problems.add(when.at(), ProblemCode.INVALID_EXPRESSION, "\"when\": " + why);
  }

  private String hint(String name, Set<String> known) {
    Set<String> names = new LinkedHashSet<>(known);
    names.add(Expression.VALUES);
    names.add(Expression.STEPS);
    String hint = Spelling.hint(name, names);
    return file.declaresInputs() ? hint : hint + "; what a request brings is in values." + name;
  }
}
