package io.openclaw.task;

/** Where a task stands. The last three are final. */
public enum TaskStatus {
  /** The gateway has taken it; no orchestrator has seen it yet. */
  ACCEPTED,
  RUNNING,
  COMPLETED,
  FAILED,
  CANCELLED;

  public boolean isFinal() {
    return this == COMPLETED || this == FAILED || this == CANCELLED;
  }
}
