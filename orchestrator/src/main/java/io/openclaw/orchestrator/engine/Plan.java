package io.openclaw.orchestrator.engine;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import io.openclaw.event.PlannedStep;
import io.openclaw.event.Route;
import io.openclaw.event.Work;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How a task is to be done. It belongs to the task: a later edit of the workspace does not change
 * what has begun.
 *
 * @param steps each after the steps that it depends on
 * @param inputs of the request, by name
 * @param timeout of the whole task
 */
public record Plan(
    Route route,
    String workspaceVersion,
    List<PlannedStep> steps,
    Map<String, JsonNode> inputs,
    Duration timeout) {
  public Plan {
    requireNonNull(route, "route is null");
    requireNonNull(workspaceVersion, "workspaceVersion is null");
    steps = List.copyOf(steps);
    inputs = Map.copyOf(inputs);
    requireNonNull(timeout, "timeout is null");
    if (steps.isEmpty()) {
      throw new IllegalArgumentException("plan has no step");
    }
    checkOrder(steps);
  }

  /** Whether any step of it, of sub-workflows as well, waits for a person's word. */
  public boolean asksForApproval() {
    return asksForApproval(steps);
  }

  private static boolean asksForApproval(List<PlannedStep> steps) {
    return steps.stream()
        .anyMatch(step ->
            step.conditions().approval() != null
                || (step.work() instanceof Work.SubWorkflow flow && asksForApproval(flow.steps())));
  }

  private static void checkOrder(List<PlannedStep> steps) {
    Set<String> before = new HashSet<>();
    for (PlannedStep step : steps) {
      if (!before.containsAll(step.dependsOn())) {
        throw new IllegalArgumentException(
            "step " + step.id() + " depends on a step that does not come before it");
      }
      if (!before.add(step.id())) {
        throw new IllegalArgumentException("two steps have the id " + step.id());
      }
      switch (step.work()) {
        case Work.ByAgents work -> {
          if (Set.copyOf(work.agents()).size() < work.agents().size()) {
            throw new IllegalArgumentException("step " + step.id() + " names an agent twice");
          }
        }
        case Work.SubWorkflow flow -> checkOrder(flow.steps());
      }
    }
  }
}
