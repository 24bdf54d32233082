package io.openclaw.orchestrator.route;

import io.openclaw.workspace.Workflow;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Puts a workflow's steps in an order in which each comes after those that it depends on. */
final class StepOrder {
  private StepOrder() {}

  /** Keeps the file's order wherever the dependencies leave a choice. */
  static List<Workflow.Step> byDependency(List<Workflow.Step> steps) {
    List<Workflow.Step> left = new ArrayList<>(steps);
    List<Workflow.Step> ordered = new ArrayList<>();
    Set<String> done = new HashSet<>();
    while (!left.isEmpty()) {
      Workflow.Step next =
          left.stream()
              .filter(step -> done.containsAll(step.dependsOn()))
              .findFirst()
              .orElseThrow(
                  () -> new IllegalArgumentException("steps wait for each other: " + left));
      left.remove(next);
      ordered.add(next);
      done.add(next.id());
    }
    return ordered;
  }
}
