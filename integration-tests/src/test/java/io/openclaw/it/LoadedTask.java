package io.openclaw.it;

import io.openclaw.event.TaskEvent;
import java.util.List;
import java.util.UUID;

/**
 * A task that was accepted, and what its client saw of it.
 *
 * @param token in its request, and to be in its outputs
 * @param id as each answer to its idempotency key gave it
 * @param follower still at it where the task has not ended
 */
record LoadedTask(String token, UUID id, Follower follower) {

  boolean hasEnded() {
    return follower.isOver();
  }

  List<TaskEvent> seen() {
    return follower.recorded();
  }
}
