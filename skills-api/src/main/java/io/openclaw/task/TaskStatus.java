package io.openclaw.task;

/** Where a task stands. The last two are final. */
public enum TaskStatus {
  /** The gateway has taken it; no orchestrator has seen it yet. */
  ACCEPTED,
  RUNNING,
  COMPLETED,
  FAILED;

  public boolean isFinal() {
    return this == COMPLETED || this == FAILED;
  }
}
