package io.openclaw.it;

import java.util.List;
import java.util.UUID;

/**
 * A task that was accepted, and what its clients saw of it.
 *
 * @param token in its request, and to be in its outputs
 * @param id as each answer to its idempotency key gave it
 * @param followers still at it where the task has not ended
 */
record LoadedTask(String token, UUID id, List<Follower> followers) {
  LoadedTask {
    followers = List.copyOf(followers);
  }

  boolean hasEnded() {
    return followers.stream().allMatch(Follower::isOver);
  }
}
