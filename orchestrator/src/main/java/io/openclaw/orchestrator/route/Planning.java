package io.openclaw.orchestrator.route;

import static java.util.Objects.requireNonNull;

import io.openclaw.event.Attachment;
import io.openclaw.orchestrator.engine.TaskInput;
import java.util.List;

/**
 * All that is decided about a request before its task begins.
 *
 * @param input the task's first move: {@link TaskInput.Planned} or {@link TaskInput.Rejected}
 */
public record Planning(List<Attachment> attachments, TaskInput input) {
  public Planning {
    attachments = List.copyOf(attachments);
    requireNonNull(input, "input is null");
  }
}
