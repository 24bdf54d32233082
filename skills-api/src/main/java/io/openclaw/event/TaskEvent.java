package io.openclaw.event;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * What has happened to a task, as recorded; topic {@link Topics#EVENTS}, keyed by task id. Each is
 * stored in the same transaction as the state it tells of, once, and in order.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(TaskEvent.TaskAccepted.class),
  @JsonSubTypes.Type(TaskEvent.TaskRouted.class),
  @JsonSubTypes.Type(TaskEvent.StepScheduled.class),
  @JsonSubTypes.Type(TaskEvent.StepStarted.class),
  @JsonSubTypes.Type(TaskEvent.StepRetrying.class),
  @JsonSubTypes.Type(TaskEvent.StepCompleted.class),
  @JsonSubTypes.Type(TaskEvent.StepFailed.class),
  @JsonSubTypes.Type(TaskEvent.TaskCompleted.class),
  @JsonSubTypes.Type(TaskEvent.TaskFailed.class)
})
public sealed interface TaskEvent {

  UUID taskId();

  Instant at();

  @JsonTypeName("io.openclaw.task.accepted.v1")
  record TaskAccepted(
      UUID taskId, Instant at, String tenant, String text, List<Attachment> attachments)
      implements TaskEvent {
    public TaskAccepted {
      requireNonNull(taskId, "taskId is null");
      requireNonNull(at, "at is null");
      requireNonNull(tenant, "tenant is null");
      requireNonNull(text, "text is null");
      attachments = List.copyOf(attachments);
    }
  }

  @JsonTypeName("io.openclaw.task.routed.v1")
  record TaskRouted(
      UUID taskId, Instant at, Route route, String workspaceVersion, List<PlannedStep> steps)
      implements TaskEvent {
    public TaskRouted {
      requireNonNull(taskId, "taskId is null");
      requireNonNull(at, "at is null");
      requireNonNull(route, "route is null");
      requireNonNull(workspaceVersion, "workspaceVersion is null");
      steps = List.copyOf(steps);
    }
  }

  /** An attempt was sent to its agent's workers. */
  @JsonTypeName("io.openclaw.step.scheduled.v1")
  record StepScheduled(UUID taskId, Instant at, StepAttempt step) implements TaskEvent {
    public StepScheduled {
      requireNonNull(taskId, "taskId is null");
      requireNonNull(at, "at is null");
      requireNonNull(step, "step is null");
    }
  }

  @JsonTypeName("io.openclaw.step.started.v1")
  record StepStarted(UUID taskId, Instant at, StepAttempt step, String workerId)
      implements TaskEvent {
    public StepStarted {
      requireNonNull(taskId, "taskId is null");
      requireNonNull(at, "at is null");
      requireNonNull(step, "step is null");
      requireNonNull(workerId, "workerId is null");
    }
  }

  /**
   * The attempt came to nothing and the step gets another one.
   *
   * @param step the attempt that ended
   * @param nextAt not before this moment
   */
  @JsonTypeName("io.openclaw.step.retrying.v1")
  record StepRetrying(UUID taskId, Instant at, StepAttempt step, Failure cause, Instant nextAt)
      implements TaskEvent {
    public StepRetrying {
      requireNonNull(taskId, "taskId is null");
      requireNonNull(at, "at is null");
      requireNonNull(step, "step is null");
      requireNonNull(cause, "cause is null");
      requireNonNull(nextAt, "nextAt is null");
    }
  }

  @JsonTypeName("io.openclaw.step.completed.v1")
  record StepCompleted(UUID taskId, Instant at, StepAttempt step, Result result)
      implements TaskEvent {
    public StepCompleted {
      requireNonNull(taskId, "taskId is null");
      requireNonNull(at, "at is null");
      requireNonNull(step, "step is null");
      requireNonNull(result, "result is null");
    }
  }

  @JsonTypeName("io.openclaw.step.failed.v1")
  record StepFailed(UUID taskId, Instant at, StepAttempt step, Failure cause) implements TaskEvent {
    public StepFailed {
      requireNonNull(taskId, "taskId is null");
      requireNonNull(at, "at is null");
      requireNonNull(step, "step is null");
      requireNonNull(cause, "cause is null");
    }
  }

  /** The end of a task that worked: the outputs of all its steps by name, and all its files. */
  @JsonTypeName("io.openclaw.task.completed.v1")
  record TaskCompleted(UUID taskId, Instant at, Result result) implements TaskEvent {
    public TaskCompleted {
      requireNonNull(taskId, "taskId is null");
      requireNonNull(at, "at is null");
      requireNonNull(result, "result is null");
    }
  }

  @JsonTypeName("io.openclaw.task.failed.v1")
  record TaskFailed(UUID taskId, Instant at, Failure cause) implements TaskEvent {
    public TaskFailed {
      requireNonNull(taskId, "taskId is null");
      requireNonNull(at, "at is null");
      requireNonNull(cause, "cause is null");
    }
  }
}
