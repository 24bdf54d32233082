package io.openclaw.workspace.check;

import static java.util.Objects.requireNonNull;

import io.openclaw.workspace.ProblemCode;
import io.openclaw.workspace.file.Catalog;
import io.openclaw.workspace.file.StepEntry;
import io.openclaw.workspace.file.WorkflowEntry;
import io.openclaw.workspace.yaml.Name;
import io.openclaw.workspace.yaml.Problems;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Workflows within workflows: that none contains itself, and that none is endless when all that it
 * contains is written out. Works without recursion, since it is this that bounds how deep it is.
 */
final class Nesting {
  static final int MAX_DEPTH = 5;
  static final int MAX_STEPS = 1000;

  private final Catalog catalog;
  private final Problems problems;
  private final Map<String, Extent> extents = new HashMap<>();

  /**
   * What a workflow is with all that it contains.
   *
   * @param depth of workflows within it; 0 where there is none
   * @param steps in all; of more than {@link #MAX_STEPS}, one more than that
   * @param outputs their names
   * @param complete whether that is all: false where it refers to what is not there
   */
  private record Extent(int depth, int steps, Set<String> outputs, boolean complete) {
    static final Extent UNKNOWN = new Extent(0, 0, Set.of(), false);
  }

  private Nesting(Catalog catalog, Problems problems) {
    this.catalog = catalog;
    this.problems = problems;
  }

  static Nesting check(Catalog catalog, Problems problems) {
    Nesting nesting = new Nesting(catalog, problems);
    nesting.measure();
    nesting.reportCycles();
    return nesting;
  }

  /** The names of the outputs of a step, with those of the workflow that does it. */
  Set<String> outputs(StepEntry step) {
    Set<String> outputs = new LinkedHashSet<>(outputsOf(step.workflow()));
    if (step.output() != null) {
      outputs.add(step.output().value());
    }
    return outputs;
  }

  /** Those of a workflow alone; none where there is no such workflow. */
  Set<String> outputsOf(@Nullable Name workflow) {
    return extent(workflow).outputs();
  }

  /** Whether the outputs of a step are all known. */
  boolean knowsOutputs(StepEntry step) {
    return step.workflow() == null || extent(step.workflow()).complete();
  }

  /** From the innermost outwards. What is left over contains itself, or what does. */
  private void measure() {
    List<WorkflowEntry> left = new ArrayList<>(catalog.workflows().items());
    while (left.removeIf(this::measure)) {
      // Those that contain what has been measured just now are next.
    }
  }

  private boolean measure(WorkflowEntry workflow) {
    if (!subWorkflows(workflow).stream().allMatch(sub -> extents.containsKey(sub.value()))) {
      return false;
    }
    int depth = 0;
    int steps = workflow.steps().size();
    boolean complete = true;
    Set<String> outputs = new LinkedHashSet<>();
    for (StepEntry step : workflow.steps()) {
      outputs.addAll(outputs(step));
      if (step.workflow() != null) {
        Extent extent = extent(step.workflow());
        depth = Math.max(depth, extent.depth() + 1);
        steps += extent.steps();
        complete &= extent.complete();
      }
    }
    checkSize(workflow, depth, steps);
    extents.put(
        workflow.id().value(),
        new Extent(depth, Math.min(steps, MAX_STEPS + 1), outputs, complete));
    return true;
  }

  /** Of what is too much, only the first is reported, and not all that contains it. */
  private void checkSize(WorkflowEntry workflow, int depth, int steps) {
    for (Name sub : subWorkflows(workflow)) {
      if (depth > MAX_DEPTH && extent(sub).depth() == MAX_DEPTH) {
        problems.add(
            sub.at(),
            ProblemCode.INVALID_VALUE,
            "workflow %s contains others %d deep already, which is the most; list its steps here"
                .formatted(sub, MAX_DEPTH));
      }
    }
    if (steps > MAX_STEPS
        && subWorkflows(workflow).stream().allMatch(sub -> extent(sub).steps() <= MAX_STEPS)) {
      problems.add(
          workflow.id().at(),
          ProblemCode.INVALID_VALUE,
          "workflow %s has %d steps with those of the workflows that it contains; %d are the most"
              .formatted(workflow.id(), steps, MAX_STEPS));
    }
  }

  /** Each way inwards comes to a circle, or to where one has been gone before. */
  private void reportCycles() {
    Set<String> gone = new HashSet<>();
    for (WorkflowEntry from : catalog.workflows().items()) {
      List<String> path = new ArrayList<>();
      String next = from.id().value();
      while (!extents.containsKey(next) && gone.add(next)) {
        path.add(next);
        next = unmeasured(next).value();
      }
      if (path.contains(next)) {
        report(path.subList(path.indexOf(next), path.size()));
      }
    }
  }

  private void report(List<String> cycle) {
    String first = cycle.getFirst();
    problems.add(
        unmeasured(first).at(),
        ProblemCode.DEPENDENCY_CYCLE,
        "these workflows contain each other: " + String.join(" → ", cycle) + " → " + first);
  }

  /** Of a workflow that could not be measured, the reason. */
  private Name unmeasured(String id) {
    return subWorkflows(requireNonNull(catalog.workflows().byId().get(id))).stream()
        .filter(sub -> !extents.containsKey(sub.value()))
        .findFirst()
        .orElseThrow();
  }

  /** Those that exist. */
  private List<Name> subWorkflows(WorkflowEntry workflow) {
    return workflow.steps().stream()
        .map(StepEntry::workflow)
        .filter(sub -> sub != null && catalog.workflows().byId().containsKey(sub.value()))
        .toList();
  }

  private Extent extent(@Nullable Name workflow) {
    return workflow == null
        ? Extent.UNKNOWN
        : extents.getOrDefault(workflow.value(), Extent.UNKNOWN);
  }
}
