package io.openclaw.gateway.task;

import static java.util.Objects.requireNonNull;

import io.openclaw.task.TaskStatus;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Says that a task is stored, and where to look for it. */
@RegisterForReflection
@Schema(name = "TaskReceipt", description = "The task is stored and will be done.")
public record TaskReceipt(
    @Schema(examples = "0199f3c2-6d0a-7c11-9d5e-2f6b8c1a4e57") UUID id, TaskStatus status) {
  public TaskReceipt {
    requireNonNull(id, "id is null");
    requireNonNull(status, "status is null");
  }

  static TaskReceipt accepted(UUID id) {
    return new TaskReceipt(id, TaskStatus.ACCEPTED);
  }
}
