package io.openclaw.orchestrator.engine;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import io.openclaw.event.Failure;
import io.openclaw.task.StepStatus;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where a step stands as a whole. Each phase has methods for its legal moves and no others.
 *
 * <pre>
 *  WAITING ──ask──▶ APPROVING ──begin──▶ WORKING ──complete──▶ COMPLETED
 *     │  │              │  │                │ │
 *     │  └───begin──────┼──┼──────────────▶ │ └──compensate──▶ COMPENSATING
 *     │                 │  └──fail──┐       │                      │
 *     │ skip            │ cancel    ▼  fail │                      │ fail
 *     ▼                 ▼         FAILED ◀──┴──────────────────────┘
 *  SKIPPED          CANCELLED ◀── WORKING and COMPENSATING may be cancelled, too;
 *                                 WAITING may fail, where its condition makes no sense.
 * </pre>
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "phase")
@JsonSubTypes({
  @JsonSubTypes.Type(Phase.Waiting.class),
  @JsonSubTypes.Type(Phase.Approving.class),
  @JsonSubTypes.Type(Phase.Working.class),
  @JsonSubTypes.Type(Phase.Compensating.class),
  @JsonSubTypes.Type(Phase.Completed.class),
  @JsonSubTypes.Type(Phase.Failed.class),
  @JsonSubTypes.Type(Phase.Skipped.class),
  @JsonSubTypes.Type(Phase.Cancelled.class)
})
public sealed interface Phase {

  /** Nothing more will come of it. */
  sealed interface Over extends Phase {}

  /** The phase's name for clients. */
  default StepStatus view() {
    return switch (this) {
      case Waiting _ -> StepStatus.WAITING;
      case Approving _ -> StepStatus.APPROVING;
      case Working _ -> StepStatus.RUNNING;
      case Compensating _ -> StepStatus.COMPENSATING;
      case Completed _ -> StepStatus.COMPLETED;
      case Failed _ -> StepStatus.FAILED;
      case Skipped _ -> StepStatus.SKIPPED;
      case Cancelled _ -> StepStatus.CANCELLED;
    };
  }

  /** For other steps. */
  @JsonTypeName("waiting")
  record Waiting() implements Phase {
    Approving ask(Instant now, @Nullable Duration expires) {
      return new Approving(now, expires == null ? null : now.plus(expires));
    }

    Working begin(Instant now, Duration paused) {
      return new Working(now, paused);
    }

    Skipped skip() {
      return new Skipped();
    }

    Failed fail(Failure cause, boolean tolerated, Instant now) {
      return new Failed(cause, tolerated, now);
    }
  }

  /**
   * Waits for a person's word.
   *
   * @param expiresAt after that it counts as denied; null: never
   */
  @JsonTypeName("approving")
  record Approving(Instant since, @Nullable Instant expiresAt) implements Phase {
    public Approving {
      requireNonNull(since, "since is null");
    }

    Working begin(Instant now, Duration paused) {
      return new Working(now, paused);
    }

    Failed fail(Failure cause, boolean tolerated, Instant now) {
      return new Failed(cause, tolerated, now);
    }

    Cancelled cancel(Instant now) {
      return new Cancelled(now);
    }
  }

  /**
   * Somebody is at it.
   *
   * @param paused how long its task had waited for people by then
   */
  @JsonTypeName("working")
  record Working(Instant since, Duration paused) implements Phase {
    public Working {
      requireNonNull(since, "since is null");
      requireNonNull(paused, "paused is null");
    }

    Completed complete(Instant now) {
      return new Completed(now);
    }

    Compensating compensate(Failure cause) {
      return new Compensating(cause);
    }

    Failed fail(Failure cause, boolean tolerated, Instant now) {
      return new Failed(cause, tolerated, now);
    }

    Cancelled cancel(Instant now) {
      return new Cancelled(now);
    }
  }

  /** It failed, and another step undoes what it has done. */
  @JsonTypeName("compensating")
  record Compensating(Failure cause) implements Phase {
    public Compensating {
      requireNonNull(cause, "cause is null");
    }

    Failed fail(Instant now) {
      return new Failed(cause, false, now);
    }

    Cancelled cancel(Instant now) {
      return new Cancelled(now);
    }
  }

  /** Done. */
  @JsonTypeName("completed")
  record Completed(Instant at) implements Over {
    public Completed {
      requireNonNull(at, "at is null");
    }
  }

  /**
   * Came to nothing.
   *
   * @param tolerated whether the steps after it go on all the same
   */
  @JsonTypeName("failed")
  record Failed(Failure cause, boolean tolerated, Instant at) implements Over {
    public Failed {
      requireNonNull(cause, "cause is null");
      requireNonNull(at, "at is null");
    }
  }

  /** Never begun. */
  @JsonTypeName("skipped")
  record Skipped() implements Over {}

  /** Begun, and not wanted any more. */
  @JsonTypeName("cancelled")
  record Cancelled(Instant at) implements Over {
    public Cancelled {
      requireNonNull(at, "at is null");
    }
  }
}
