package io.openclaw.event;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

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
  @JsonSubTypes.Type(TaskEvent.StepSkipped.class),
  @JsonSubTypes.Type(TaskEvent.StepCancelled.class),
  @JsonSubTypes.Type(TaskEvent.StepKept.class),
  @JsonSubTypes.Type(TaskEvent.ApprovalRequested.class),
  @JsonSubTypes.Type(TaskEvent.ApprovalResolved.class),
  @JsonSubTypes.Type(TaskEvent.ApprovalClosed.class),
  @JsonSubTypes.Type(TaskEvent.TaskCompleted.class),
  @JsonSubTypes.Type(TaskEvent.TaskFailed.class),
  @JsonSubTypes.Type(TaskEvent.TaskCancelled.class)
})
public sealed interface TaskEvent {

  UUID taskId();

  Instant at();

  /**
   * It is stored.
   *
   * @param retryOf the ended task that this one tries again; null where it is none
   */
  @JsonTypeName("io.openclaw.task.accepted.v1")
  record TaskAccepted(
      UUID taskId,
      Instant at,
      String tenant,
      String text,
      List<Attachment> attachments,
      @Nullable UUID retryOf)
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

  /**
   * A step is left out.
   *
   * @param stepId of the step, within its task
   * @param reason for a person
   */
  @JsonTypeName("io.openclaw.step.skipped.v1")
  record StepSkipped(UUID taskId, Instant at, String stepId, String reason) implements TaskEvent {
    public StepSkipped {
      requireNonNull(taskId, "taskId is null");
      requireNonNull(at, "at is null");
      requireNonNull(stepId, "stepId is null");
      requireNonNull(reason, "reason is null");
    }
  }

  /**
   * A step is not done again: its result is that of an earlier task.
   *
   * @param fromTask the task that this one tries again
   */
  @JsonTypeName("io.openclaw.step.kept.v1")
  record StepKept(UUID taskId, Instant at, String stepId, UUID fromTask) implements TaskEvent {
    public StepKept {
      requireNonNull(taskId, "taskId is null");
      requireNonNull(at, "at is null");
      requireNonNull(stepId, "stepId is null");
      requireNonNull(fromTask, "fromTask is null");
    }
  }

  /** An attempt is no longer wanted; its worker is told to end it. */
  @JsonTypeName("io.openclaw.step.cancelled.v1")
  record StepCancelled(UUID taskId, Instant at, StepAttempt step, String reason)
      implements TaskEvent {
    public StepCancelled {
      requireNonNull(taskId, "taskId is null");
      requireNonNull(at, "at is null");
      requireNonNull(step, "step is null");
      requireNonNull(reason, "reason is null");
    }
  }

  /**
   * A step does not begin before a person has agreed to it.
   *
   * @param stepId of the step, within its task
   * @param expiresAt after that it counts as denied; null: never
   */
  @JsonTypeName("io.openclaw.approval.requested.v1")
  record ApprovalRequested(UUID taskId, Instant at, String stepId, @Nullable Instant expiresAt)
      implements TaskEvent {
    public ApprovalRequested {
      requireNonNull(taskId, "taskId is null");
      requireNonNull(at, "at is null");
      requireNonNull(stepId, "stepId is null");
    }
  }

  /**
   * A person has decided, or nobody in time.
   *
   * @param by who; null where the time was over
   * @param note what the person says to it
   */
  @JsonTypeName("io.openclaw.approval.resolved.v1")
  record ApprovalResolved(
      UUID taskId,
      Instant at,
      String stepId,
      boolean approved,
      @Nullable String by,
      @Nullable String note)
      implements TaskEvent {
    public ApprovalResolved {
      requireNonNull(taskId, "taskId is null");
      requireNonNull(at, "at is null");
      requireNonNull(stepId, "stepId is null");
    }
  }

  /**
   * Nobody is asked any more: what was to begin is not wanted, as its task, or the step that it is
   * a part of, has ended.
   *
   * @param reason for a person
   */
  @JsonTypeName("io.openclaw.approval.closed.v1")
  record ApprovalClosed(UUID taskId, Instant at, String stepId, String reason)
      implements TaskEvent {
    public ApprovalClosed {
      requireNonNull(taskId, "taskId is null");
      requireNonNull(at, "at is null");
      requireNonNull(stepId, "stepId is null");
      requireNonNull(reason, "reason is null");
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

  /**
   * Somebody did not want it any more.
   *
   * @param by who
   */
  @JsonTypeName("io.openclaw.task.cancelled.v1")
  record TaskCancelled(UUID taskId, Instant at, String by, @Nullable String reason)
      implements TaskEvent {
    public TaskCancelled {
      requireNonNull(taskId, "taskId is null");
      requireNonNull(at, "at is null");
      requireNonNull(by, "by is null");
    }
  }
}
