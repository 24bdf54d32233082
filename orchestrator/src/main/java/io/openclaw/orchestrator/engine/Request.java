package io.openclaw.orchestrator.engine;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import io.openclaw.event.Attachment;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What was asked for; never changes.
 *
 * @param text the user's own words
 * @param agent that was asked by name; null where none was
 * @param inputs that were given explicitly, by name
 * @param attachments files of the request that its steps may read
 * @param retryOf the ended task that this one tries again; null where it is none
 * @param earlierTasks that one, those that it has tried again, and so on; whose artifacts it may
 *     refer to
 * @param acceptedAt the task's total timeout counts from here
 */
public record Request(
    UUID taskId,
    String tenant,
    String text,
    @Nullable String agent,
    Map<String, JsonNode> inputs,
    List<Attachment> attachments,
    @Nullable UUID retryOf,
    List<UUID> earlierTasks,
    Instant acceptedAt) {
  public Request {
    requireNonNull(taskId, "taskId is null");
    requireNonNull(tenant, "tenant is null");
    requireNonNull(text, "text is null");
    inputs = inputs == null ? Map.of() : Map.copyOf(inputs);
    attachments = List.copyOf(attachments);
    earlierTasks = earlierTasks == null ? List.of() : List.copyOf(earlierTasks);
    requireNonNull(acceptedAt, "acceptedAt is null");
  }

  /** About how many characters of JSON the state of its task comes to when it begins. */
  public long weight() {
    // The plan has the inputs as well.
    return text.length() + 2 * Weight.of(inputs);
  }
}
