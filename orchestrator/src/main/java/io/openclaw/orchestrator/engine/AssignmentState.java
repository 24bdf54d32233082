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
 *                  ┌──────── lose ────────┐
 *                  ▼                      │
 *  WAITING ───▶ SCHEDULED ── start ──▶ RUNNING ── complete ──▶ COMPLETED
 *     │ schedule │  ▲  │                │  │
 *     │          │  │  └─────┐    retry │  └────── fail ───────▶ FAILED
 *     │          │  │  retry │ ┌────────┘                         ▲
 *     │          │  │        ▼ ▼                                  │
 *     │     skip │  └─────── RETRYING ─────────── fail ───────────┘
 *     │          │  schedule
 *     │ skip     ▼
 *     └──────▶ SKIPPED          SCHEDULED may also complete or fail at once.
 * </pre>
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "status")
@JsonSubTypes({
  @JsonSubTypes.Type(AssignmentState.Waiting.class),
  @JsonSubTypes.Type(AssignmentState.Scheduled.class),
  @JsonSubTypes.Type(AssignmentState.Running.class),
  @JsonSubTypes.Type(AssignmentState.Retrying.class),
  @JsonSubTypes.Type(AssignmentState.Completed.class),
  @JsonSubTypes.Type(AssignmentState.Failed.class),
  @JsonSubTypes.Type(AssignmentState.Skipped.class)
})
public sealed interface AssignmentState {

  Tries tries();

  /** The state's name for clients. */
  default StepStatus view() {
    return switch (this) {
      case Waiting _ -> StepStatus.WAITING;
      case Scheduled _ -> StepStatus.SCHEDULED;
      case Running _ -> StepStatus.RUNNING;
      case Retrying _ -> StepStatus.RETRYING;
      case Completed _ -> StepStatus.COMPLETED;
      case Failed _ -> StepStatus.FAILED;
      case Skipped _ -> StepStatus.SKIPPED;
    };
  }

  /** An attempt is with the workers; reports of it count. */
  sealed interface Sent extends AssignmentState {

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

  /** Waits for other steps. */
  @JsonTypeName("waiting")
  record Waiting() implements AssignmentState {
    @Override
    public Tries tries() {
      return Tries.NONE;
    }

    Scheduled schedule(Instant now) {
      return new Scheduled(tries().next(), now);
    }

    Skipped skip() {
      return new Skipped(tries());
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

    Skipped skip() {
      return new Skipped(tries);
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
  }

  /** The last attempt failed; the next one is due later. */
  @JsonTypeName("retrying")
  record Retrying(Tries tries, Instant dueAt) implements AssignmentState {
    public Retrying {
      requireNonNull(tries, "tries is null");
      requireNonNull(dueAt, "dueAt is null");
    }

    Scheduled schedule(Instant now) {
      return new Scheduled(tries.next(), now);
    }

    /** With the cause that is known already: the task ended before the next attempt. */
    Failed fail(Instant now) {
      return new Failed(tries, now);
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

  /** Never begun, because the task ended before. */
  @JsonTypeName("skipped")
  record Skipped(Tries tries) implements AssignmentState {
    public Skipped {
      requireNonNull(tries, "tries is null");
    }
  }
}
