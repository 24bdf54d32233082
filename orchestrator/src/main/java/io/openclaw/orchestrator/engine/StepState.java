package io.openclaw.orchestrator.engine;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * How far a step has come.
 *
 * @param assignments its agents' parts, once it has begun
 * @param children the steps of its sub-workflow, in the plan's order, or one for each element of
 *     its list, once it has begun
 */
public record StepState(
    String id, Phase phase, List<Assignment> assignments, List<StepState> children) {
  public StepState {
    requireNonNull(id, "id is null");
    requireNonNull(phase, "phase is null");
    assignments = List.copyOf(assignments);
    children = List.copyOf(children);
  }
}
