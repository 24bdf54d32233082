package io.openclaw.event;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a client wants of a task; topic {@link Topics#TASKS}, from the gateway, and from the
 * orchestrator where a schedule is due; keyed by task id.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(TaskCommand.SubmitTask.class),
  @JsonSubTypes.Type(TaskCommand.CancelTask.class),
  @JsonSubTypes.Type(TaskCommand.ResolveApproval.class),
  @JsonSubTypes.Type(TaskCommand.RetryTask.class)
})
public sealed interface TaskCommand {

  UUID taskId();

  Instant at();

  /**
   * Starts a task. Sending it again with the same {@code taskId} changes nothing.
   *
   * @param taskId chosen by the sender; the same for the same tenant and idempotency key, and for
   *     the same tick of a schedule
   * @param tenant whose task it is
   * @param text the user's own words; decides the route
   * @param agent id of the agent that is asked by name; null lets the routing rules decide
   * @param inputs named inputs given explicitly; they win over what the text implies
   */
  @JsonTypeName("io.openclaw.task.submit.v1")
  record SubmitTask(
      UUID taskId,
      Instant at,
      String tenant,
      String text,
      @Nullable String agent,
      Map<String, JsonNode> inputs)
      implements TaskCommand {
    public SubmitTask {
      requireNonNull(taskId, "taskId is null");
      requireNonNull(at, "at is null");
      requireNonNull(tenant, "tenant is null");
      requireNonNull(text, "text is null");
      inputs = inputs == null ? Map.of() : Map.copyOf(inputs);
    }
  }

  /**
   * Ends a task, and all that is under way in it. A task that is over stays as it is.
   *
   * @param tenant whose task it is; another tenant's stays as it is. Earlier versions did not say,
   *     and named it as the one who wants it
   * @param by who wants it
   */
  @JsonTypeName("io.openclaw.task.cancel.v1")
  record CancelTask(UUID taskId, Instant at, String tenant, String by, @Nullable String reason)
      implements TaskCommand {
    public CancelTask {
      requireNonNull(taskId, "taskId is null");
      requireNonNull(at, "at is null");
      requireNonNull(tenant, "tenant is null");
      requireNonNull(by, "by is null");
    }

    /** Also what earlier versions have written. */
    @JsonCreator
    static CancelTask read(
        @JsonProperty("taskId") UUID taskId,
        @JsonProperty("at") Instant at,
        @JsonProperty("tenant") @Nullable String tenant,
        @JsonProperty("by") String by,
        @JsonProperty("reason") @Nullable String reason) {
      return new CancelTask(taskId, at, requireNonNullElse(tenant, by), by, reason);
    }
  }

  /**
   * A person's decision about a step that waits for one. Where none waits, nothing happens.
   *
   * @param tenant whose task it is; another tenant's stays as it is. Earlier versions did not say,
   *     and named it as the one who decides
   * @param stepId of the step, within its task
   * @param by who decides
   */
  @JsonTypeName("io.openclaw.approval.resolve.v1")
  record ResolveApproval(
      UUID taskId,
      Instant at,
      String tenant,
      String stepId,
      boolean approved,
      String by,
      @Nullable String note)
      implements TaskCommand {
    public ResolveApproval {
      requireNonNull(taskId, "taskId is null");
      requireNonNull(at, "at is null");
      requireNonNull(tenant, "tenant is null");
      requireNonNull(stepId, "stepId is null");
      requireNonNull(by, "by is null");
    }

    /** Also what earlier versions have written. */
    @JsonCreator
    static ResolveApproval read(
        @JsonProperty("taskId") UUID taskId,
        @JsonProperty("at") Instant at,
        @JsonProperty("tenant") @Nullable String tenant,
        @JsonProperty("stepId") String stepId,
        @JsonProperty("approved") boolean approved,
        @JsonProperty("by") String by,
        @JsonProperty("note") @Nullable String note) {
      return new ResolveApproval(
          taskId, at, requireNonNullElse(tenant, by), stepId, approved, by, note);
    }
  }

  /**
   * Tries an ended task again, as a task of its own: by the workspace as it is by then, keeping the
   * results of the steps that were complete. Sending it again with the same {@code taskId} changes
   * nothing.
   *
   * @param taskId of the new task, chosen by the gateway
   * @param tenant whose both tasks are
   * @param retryOf the ended task
   * @param from id of a step that is done again although it is complete, with all that depends on
   *     it; null: none
   */
  @JsonTypeName("io.openclaw.task.retry.v1")
  record RetryTask(UUID taskId, Instant at, String tenant, UUID retryOf, @Nullable String from)
      implements TaskCommand {
    public RetryTask {
      requireNonNull(taskId, "taskId is null");
      requireNonNull(at, "at is null");
      requireNonNull(tenant, "tenant is null");
      requireNonNull(retryOf, "retryOf is null");
    }
  }
}
