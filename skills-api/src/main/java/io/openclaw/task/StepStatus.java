package io.openclaw.task;

/** Where one agent's part of a step stands. The last three are final. */
public enum StepStatus {
  /** Waits for other steps. */
  WAITING,
  /** Sent to the agent's workers. */
  SCHEDULED,
  /** A worker has it. */
  RUNNING,
  /** An attempt failed; the next one is due later. */
  RETRYING,
  COMPLETED,
  FAILED,
  /** Never begun, because the task ended before. */
  SKIPPED
}
