package io.openclaw.event;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a worker says of a step; topic {@link Topics#REPORTS}, keyed by task id. A report is a
 * claim: it becomes a {@link TaskEvent} once the orchestrator has recorded it, and is dropped where
 * a later attempt has begun.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(StepReport.Started.class),
  @JsonSubTypes.Type(StepReport.Completed.class),
  @JsonSubTypes.Type(StepReport.Failed.class)
})
public sealed interface StepReport {

  UUID taskId();

  Instant at();

  StepAttempt step();

  /**
   * The worker has taken the step and answers for it from here on. Whoever says so, each one of an
   * attempt names the same process.
   *
   * @param workerId stable name of the worker
   * @param incarnation of its process: another one after each restart
   */
  @JsonTypeName("io.openclaw.report.started.v1")
  record Started(UUID taskId, Instant at, StepAttempt step, String workerId, UUID incarnation)
      implements StepReport {
    public Started {
      requireNonNull(taskId, "taskId is null");
      requireNonNull(at, "at is null");
      requireNonNull(step, "step is null");
      requireNonNull(workerId, "workerId is null");
      requireNonNull(incarnation, "incarnation is null");
    }
  }

  @JsonTypeName("io.openclaw.report.completed.v1")
  record Completed(UUID taskId, Instant at, StepAttempt step, Result result) implements StepReport {
    public Completed {
      requireNonNull(taskId, "taskId is null");
      requireNonNull(at, "at is null");
      requireNonNull(step, "step is null");
      requireNonNull(result, "result is null");
    }
  }

  /**
   * It has come to nothing, or could not be begun.
   *
   * @param incarnation of the process that says so: where another one has the attempt, it means
   *     nothing; null: no process has it
   */
  @JsonTypeName("io.openclaw.report.failed.v1")
  record Failed(
      UUID taskId, Instant at, StepAttempt step, Failure cause, @Nullable UUID incarnation)
      implements StepReport {
    public Failed {
      requireNonNull(taskId, "taskId is null");
      requireNonNull(at, "at is null");
      requireNonNull(step, "step is null");
      requireNonNull(cause, "cause is null");
    }
  }
}
