package io.openclaw.orchestrator.engine;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import io.openclaw.event.Failure;
import io.openclaw.event.Result;
import io.openclaw.task.TaskStatus;
import org.jspecify.annotations.Nullable;

/** What a task has come to. All but {@link Open} are final. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "status")
@JsonSubTypes({
  @JsonSubTypes.Type(Outcome.Open.class),
  @JsonSubTypes.Type(Outcome.Completed.class),
  @JsonSubTypes.Type(Outcome.Failed.class),
  @JsonSubTypes.Type(Outcome.Cancelled.class)
})
public sealed interface Outcome {

  /** The outcome's name for clients. */
  default TaskStatus view() {
    return switch (this) {
      case Open _ -> TaskStatus.RUNNING;
      case Completed _ -> TaskStatus.COMPLETED;
      case Failed _ -> TaskStatus.FAILED;
      case Cancelled _ -> TaskStatus.CANCELLED;
    };
  }

  /** Not over yet. */
  @JsonTypeName("open")
  record Open() implements Outcome {}

  /** All steps are complete. */
  @JsonTypeName("completed")
  record Completed(Result result) implements Outcome {
    public Completed {
      requireNonNull(result, "result is null");
    }
  }

  /** It ended without a result. */
  @JsonTypeName("failed")
  record Failed(Failure cause) implements Outcome {
    public Failed {
      requireNonNull(cause, "cause is null");
    }
  }

  /**
   * Somebody did not want it any more.
   *
   * @param by who
   */
  @JsonTypeName("cancelled")
  record Cancelled(String by, @Nullable String reason) implements Outcome {
    public Cancelled {
      requireNonNull(by, "by is null");
    }
  }
}
