package io.openclaw.task;

/** Where a step stands, or one agent's part of it. The last four are final. */
public enum StepStatus {
  /** Waits for other steps. */
  WAITING,
  /** Waits for a person's word. */
  APPROVING,
  /** Sent to the agent's workers. */
  SCHEDULED,
  /** A worker has it; of a step: somebody is at it. */
  RUNNING,
  /** An attempt failed; the next one is due later. */
  RETRYING,
  /** It failed, and another step undoes what it has done. */
  COMPENSATING,
  COMPLETED,
  FAILED,
  /** Never begun, because it was not wanted, or the task ended before. */
  SKIPPED,
  /** Begun, and ended because it was not wanted any more. */
  CANCELLED
}
