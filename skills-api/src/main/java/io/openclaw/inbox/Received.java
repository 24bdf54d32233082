package io.openclaw.inbox;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.UUID;

/** A message as its recipient gets it. */
public record Received(
    UUID id, String sender, UUID taskId, String subject, String text, Instant sentAt) {
  public Received {
    requireNonNull(id, "id is null");
    requireNonNull(sender, "sender is null");
    requireNonNull(taskId, "taskId is null");
    requireNonNull(subject, "subject is null");
    requireNonNull(text, "text is null");
    requireNonNull(sentAt, "sentAt is null");
  }
}
