package io.openclaw.task;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A step that waits for a person's word.
 *
 * @param text of the task, shortened where it is long
 * @param step its id within the task
 * @param name of the step, for a person
 * @param expiresAt after that it counts as denied; null: never
 */
public record PendingApproval(
    UUID taskId,
    String text,
    String step,
    String name,
    Instant since,
    @Nullable Instant expiresAt) {
  public PendingApproval {
    requireNonNull(taskId, "taskId is null");
    requireNonNull(text, "text is null");
    requireNonNull(step, "step is null");
    requireNonNull(name, "name is null");
    requireNonNull(since, "since is null");
  }
}
