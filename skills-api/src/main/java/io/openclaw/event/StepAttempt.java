package io.openclaw.event;

import static java.util.Objects.requireNonNull;

/**
 * One try of one step by one agent. The number rises with each try, so that whatever a lost earlier
 * try still sends can be told apart and dropped (a fencing token).
 *
 * @param stepId unique within its task
 * @param agentId the agent, or {@link #SHARED} for a public skill that runs without one
 * @param attempt 1 for the first try
 */
public record StepAttempt(String stepId, String agentId, int attempt) {

  /** Stands for the agent where a shared skill runs on its own. */
  public static final String SHARED = "shared";

  public StepAttempt {
    requireNonNull(stepId, "stepId is null");
    requireNonNull(agentId, "agentId is null");
    if (attempt < 1) {
      throw new IllegalArgumentException("attempt must be 1 or more: " + attempt);
    }
  }
}
