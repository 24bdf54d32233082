package io.openclaw.orchestrator.engine;

import static java.util.Objects.requireNonNull;

/** One agent's part of a step. */
public record Assignment(String agentId, AssignmentState state) {
  public Assignment {
    requireNonNull(agentId, "agentId is null");
    requireNonNull(state, "state is null");
  }

  boolean isCompleted() {
    return state instanceof AssignmentState.Completed;
  }
}
