package io.openclaw.orchestrator.engine;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * How far a step of the plan has come.
 *
 * @param assignments one for each of the step's agents, in its order
 */
public record StepProgress(String stepId, List<Assignment> assignments) {
  public StepProgress {
    requireNonNull(stepId, "stepId is null");
    assignments = List.copyOf(assignments);
  }
}
