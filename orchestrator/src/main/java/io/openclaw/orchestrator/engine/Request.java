package io.openclaw.orchestrator.engine;

import static java.util.Objects.requireNonNull;

import io.openclaw.event.Attachment;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * What was asked for; never changes.
 *
 * @param text the user's own words
 * @param attachments files of the request that its steps may read
 * @param acceptedAt the task's total timeout counts from here
 */
public record Request(
    UUID taskId, String tenant, String text, List<Attachment> attachments, Instant acceptedAt) {
  public Request {
    requireNonNull(taskId, "taskId is null");
    requireNonNull(tenant, "tenant is null");
    requireNonNull(text, "text is null");
    attachments = List.copyOf(attachments);
    requireNonNull(acceptedAt, "acceptedAt is null");
  }
}
