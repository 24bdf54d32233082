package io.openclaw.orchestrator.engine;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import io.openclaw.event.Failure;
import io.openclaw.event.Result;
import io.openclaw.task.StepStatus;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where one agent's part of a step stands. Each state has methods for its legal moves and no
 * others.
 *
 * <pre>
 *        ┌──────── lose ────────┐
 *        ▼                      │
 *    SCHEDULED ─── start ──▶ RUNNING ─── complete ──▶ COMPLETED
 *     ▲  │                    │  │
 *     │  │ retry        retry │  └────── fail ──────▶ FAILED
 *     │  ▼                    │
 *     │ RETRYING ◀────────────┘    SCHEDULED may also complete or fail at once;
 *     └──┘ schedule                all three of the left may be cancelled ──▶ CANCELLED
 * </pre>
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "status")
@JsonSubTypes({
  @JsonSubTypes.Type(AssignmentState.Scheduled.class),
  @JsonSubTypes.Type(AssignmentState.Running.class),
  @JsonSubTypes.Type(AssignmentState.Retrying.class),
  @JsonSubTypes.Type(AssignmentState.Completed.class),
  @JsonSubTypes.Type(AssignmentState.Failed.class),
  @JsonSubTypes.Type(AssignmentState.Cancelled.class)
})
public sealed interface AssignmentState {

  Tries tries();

  /** The first attempt. */
  static Scheduled first(Instant now) {
    return new Scheduled(Tries.NONE.next(), now);
  }

  /** The state's name for clients. */
  default StepStatus view() {
    return switch (this) {
      case Scheduled _ -> StepStatus.SCHEDULED;
      case Running _ -> StepStatus.RUNNING;
      case Retrying _ -> StepStatus.RETRYING;
      case Completed _ -> StepStatus.COMPLETED;
      case Failed _ -> StepStatus.FAILED;
      case Cancelled _ -> StepStatus.CANCELLED;
    };
  }

  /** Something may still come of it. */
  sealed interface Open extends AssignmentState {

    /** It is not wanted any more. */
    default Cancelled cancel(Instant now) {
      return new Cancelled(tries(), now);
    }
  }

  /** An attempt is with the workers; reports of it count. */
  sealed interface Sent extends Open {

    /** Of the process that has started it; null before that. */
    @Nullable UUID incarnation();

    default Running start(String workerId, UUID incarnation, Instant now) {
      return new Running(tries().by(workerId), incarnation, now);
    }

    /** A worker's first report may be its last, where it has done the step at once. */
    default Completed complete(Result result, Instant now) {
      return new Completed(tries(), result, now);
    }

    default Retrying retry(Failure cause, Instant dueAt) {
      return new Retrying(tries().retryBecause(cause), dueAt);
    }

    default Failed fail(Failure cause, Instant now) {
      return new Failed(tries().because(cause), now);
    }
  }

  /** Sent to the agent's workers; none has said that it has it. */
  @JsonTypeName("scheduled")
  record Scheduled(Tries tries, Instant since) implements Sent {
    public Scheduled {
      requireNonNull(tries, "tries is null");
      requireNonNull(since, "since is null");
    }

    @Override
    public @Nullable UUID incarnation() {
      return null;
    }
  }

  /**
   * A worker has it.
   *
   * @param incarnation of the worker's process; when that ends, so does the attempt
   */
  @JsonTypeName("running")
  record Running(Tries tries, UUID incarnation, Instant since) implements Sent {
    public Running {
      requireNonNull(tries, "tries is null");
      requireNonNull(incarnation, "incarnation is null");
      requireNonNull(since, "since is null");
    }

    /** Another attempt at once, since nothing was wrong with the step itself. */
    Scheduled lose(Failure cause, Instant now) {
      return new Scheduled(tries.lostBecause(cause).next(), now);
    }

    /** Lost as well, to be sent again as soon as there is room for it. */
    Retrying putOff(Failure cause, Instant now) {
      return new Retrying(tries.lostBecause(cause), now);
    }
  }

  /** The last attempt failed; the next one is due later. */
  @JsonTypeName("retrying")
  record Retrying(Tries tries, Instant dueAt) implements Open {
    public Retrying {
      requireNonNull(tries, "tries is null");
      requireNonNull(dueAt, "dueAt is null");
    }

    Scheduled schedule(Instant now) {
      return new Scheduled(tries.next(), now);
    }
  }

  /** Done. */
  @JsonTypeName("completed")
  record Completed(Tries tries, Result result, Instant at) implements AssignmentState {
    public Completed {
      requireNonNull(tries, "tries is null");
      requireNonNull(result, "result is null");
      requireNonNull(at, "at is null");
    }
  }

  /** Came to nothing, for good; the last of its causes says why. */
  @JsonTypeName("failed")
  record Failed(Tries tries, Instant at) implements AssignmentState {
    public Failed {
      requireNonNull(tries, "tries is null");
      requireNonNull(at, "at is null");
      if (tries.causes().isEmpty()) {
        throw new IllegalArgumentException("failed without a cause");
      }
    }

    Failure cause() {
      return tries.causes().getLast();
    }
  }

  /** Ended, because nobody waited for it any more. */
  @JsonTypeName("cancelled")
  record Cancelled(Tries tries, Instant at) implements AssignmentState {
    public Cancelled {
      requireNonNull(tries, "tries is null");
      requireNonNull(at, "at is null");
    }
  }
}
