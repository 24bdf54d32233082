package io.openclaw.orchestrator.route;

import static java.util.Objects.requireNonNull;

import io.openclaw.event.Attachment;
import io.openclaw.orchestrator.engine.TaskInput;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * All that is decided about a request before its task begins.
 *
 * @param input the task's first move: {@link TaskInput.Planned} or {@link TaskInput.Rejected}
 * @param retryOf the ended task that it tries again; null where it is none
 * @param earlierTasks that one, those that it has tried again, and so on; none where nothing of
 *     them is kept
 */
public record Planning(
    List<Attachment> attachments,
    TaskInput input,
    @Nullable UUID retryOf,
    List<UUID> earlierTasks) {
  public Planning {
    attachments = List.copyOf(attachments);
    earlierTasks = List.copyOf(earlierTasks);
    requireNonNull(input, "input is null");
  }

  Planning(List<Attachment> attachments, TaskInput input) {
    this(attachments, input, null, List.of());
  }
}
