package io.openclaw.workspace.check;

import io.openclaw.workspace.ProblemCode;
import io.openclaw.workspace.file.Index;
import io.openclaw.workspace.file.StepEntry;
import io.openclaw.workspace.yaml.Name;
import io.openclaw.workspace.yaml.Problems;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which steps of a workflow come before which. */
final class StepOrder {
  private final Index<StepEntry> steps;
  private final Problems problems;
  private final Map<String, Set<String>> ancestors = new HashMap<>();

  private StepOrder(Index<StepEntry> steps, Problems problems) {
    this.steps = steps;
    this.problems = problems;
  }

  /**
   * The ids of all the steps that each one waits for, however indirectly; null where that is not
   * certain, which is a problem.
   */
  static @Nullable Map<String, Set<String>> of(Index<StepEntry> steps, Problems problems) {
    StepOrder order = new StepOrder(steps, problems);
    boolean acyclic = steps.items().stream().allMatch(step -> order.visit(step, new ArrayList<>()));
    return acyclic && order.isKnown() ? order.ancestors : null;
  }

  private boolean isKnown() {
    return steps.complete()
        && steps.items().stream()
            .flatMap(step -> step.dependsOn().stream())
            .allMatch(other -> steps.byId().containsKey(other.value()));
  }

  private boolean visit(StepEntry step, List<String> path) {
    String id = step.id().value();
    if (ancestors.containsKey(id)) {
      return true;
    }
    if (path.contains(id)) {
      reportCycle(step, path.subList(path.indexOf(id), path.size()));
      return false;
    }
    path.add(id);
    Set<String> before = new HashSet<>();
    for (Name dependency : step.dependsOn()) {
      StepEntry other = steps.byId().get(dependency.value());
      if (other != null) {
        if (!visit(other, path)) {
          return false;
        }
        before.add(dependency.value());
        before.addAll(ancestors.getOrDefault(dependency.value(), Set.of()));
      }
    }
    path.removeLast();
    ancestors.put(id, before);
    return true;
  }

  private void reportCycle(StepEntry step, List<String> cycle) {
    problems.add(
        step.dependsOn().getFirst().at(),
        ProblemCode.DEPENDENCY_CYCLE,
        "these steps wait for each other: "
            + String.join(" → ", cycle)
            + " → "
            + step.id().value());
  }
}
