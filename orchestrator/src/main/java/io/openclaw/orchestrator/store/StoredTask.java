package io.openclaw.orchestrator.store;

import static java.util.Objects.requireNonNull;

import io.openclaw.orchestrator.engine.TaskState;
import java.util.UUID;

/**
 * A task as it was stored.
 *
 * @param version of its row: one more with each batch of moves
 * @param size of the state as JSON, in characters
 */
public record StoredTask(TaskState state, long version, int size) {
  public StoredTask {
    requireNonNull(state, "state is null");
  }

  public UUID id() {
    return state.id();
  }
}
