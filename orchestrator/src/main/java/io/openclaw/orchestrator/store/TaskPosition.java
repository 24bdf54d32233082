package io.openclaw.orchestrator.store;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.UUID;

/** A place in the order of all tasks, newest first. It stays where it is when tasks are added. */
public record TaskPosition(Instant createdAt, UUID id) {
  public TaskPosition {
    requireNonNull(createdAt, "createdAt is null");
    requireNonNull(id, "id is null");
  }
}
