package io.openclaw.orchestrator.store;

import static java.util.Objects.requireNonNull;

import io.openclaw.orchestrator.engine.TaskState;

/** A task as it was read, locked until the transaction ends. */
public final class StoredTask {
  private final TaskRow row;
  private final TaskState state;

  StoredTask(TaskRow row) {
    this.row = requireNonNull(row, "row is null");
    this.state = StoreJson.read(row.state, TaskState.class);
  }

  public TaskState state() {
    return state;
  }

  TaskRow row() {
    return row;
  }
}
