package io.openclaw.event;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the orchestrator wants of workers; keyed by task id. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(StepCommand.RunStep.class),
  @JsonSubTypes.Type(StepCommand.CancelStep.class)
})
public sealed interface StepCommand {

  UUID taskId();

  Instant at();

  StepAttempt step();

  /**
   * Does one attempt of a step; topic {@link Topics#steps(String)}. It may come more than once;
   * {@code step} tells the tries apart.
   *
   * @param tenant whose task it is; empty where an orchestrator of an earlier version has sent it
   * @param workspaceVersion the version the task was planned with
   * @param request the user's own words
   * @param instruction what this step is about
   * @param inputs by name: outputs of earlier steps and inputs of the request
   * @param attachments files of the request, readable by the step
   * @param skills the skills it may use
   * @param handler the handler to call directly; null lets the agent decide
   * @param expectedOutput the output that the step must come to; null for free work
   * @param timeout of this attempt, from its start
   * @param idempotencyKey the same for every attempt of this step by this agent
   * @param inlineTotal how many bytes of outputs the task has room for in its state, and as many of
   *     words; the rest goes to the artifacts. The worker may have a smaller limit; null: only that
   * @param earlierTasks the ended tasks that this one tries again; it may read their artifacts
   */
  @JsonTypeName("io.openclaw.step.run.v1")
  record RunStep(
      UUID taskId,
      Instant at,
      String tenant,
      StepAttempt step,
      String workspaceVersion,
      String request,
      String instruction,
      Map<String, JsonNode> inputs,
      List<Attachment> attachments,
      List<String> skills,
      @Nullable String handler,
      @Nullable String expectedOutput,
      Duration timeout,
      String idempotencyKey,
      @Nullable Integer inlineTotal,
      List<UUID> earlierTasks)
      implements StepCommand {
    public RunStep {
      requireNonNull(taskId, "taskId is null");
      requireNonNull(at, "at is null");
      tenant = tenant == null ? "" : tenant;
      requireNonNull(step, "step is null");
      requireNonNull(workspaceVersion, "workspaceVersion is null");
      requireNonNull(request, "request is null");
      requireNonNull(instruction, "instruction is null");
      inputs = Map.copyOf(inputs);
      attachments = List.copyOf(attachments);
      skills = List.copyOf(skills);
      requireNonNull(timeout, "timeout is null");
      requireNonNull(idempotencyKey, "idempotencyKey is null");
      earlierTasks = earlierTasks == null ? List.of() : List.copyOf(earlierTasks);
    }
  }

  /**
   * Ends an attempt, wherever it is; topic {@link Topics#CANCELS}, which every worker reads.
   *
   * @param reason for a person
   */
  @JsonTypeName("io.openclaw.step.cancel.v1")
  record CancelStep(UUID taskId, Instant at, StepAttempt step, String reason)
      implements StepCommand {
    public CancelStep {
      requireNonNull(taskId, "taskId is null");
      requireNonNull(at, "at is null");
      requireNonNull(step, "step is null");
      requireNonNull(reason, "reason is null");
    }
  }
}
