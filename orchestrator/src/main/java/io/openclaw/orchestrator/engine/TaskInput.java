package io.openclaw.orchestrator.engine;

import static java.util.Objects.requireNonNull;

import io.openclaw.event.Failure;
import io.openclaw.event.StepAttempt;
import io.openclaw.event.StepReport;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What can make a task move. */
public sealed interface TaskInput {

  /**
   * Its way is decided.
   *
   * @param kept the steps that need not be done, since an earlier task has done them; see {@link
   *     KeptSteps}
   */
  record Planned(Plan plan, List<StepState> kept) implements TaskInput {
    public Planned {
      requireNonNull(plan, "plan is null");
      kept = List.copyOf(kept);
    }

    public Planned(Plan plan) {
      this(plan, List.of());
    }
  }

  /**
   * It can't be done.
   *
   * @param plan how it would have been done; null where not even that is known
   */
  record Rejected(@Nullable Plan plan, Failure cause) implements TaskInput {
    public Rejected {
      requireNonNull(cause, "cause is null");
    }
  }

  /** A worker's word; dropped where it is not about the newest attempt. */
  record Reported(StepReport report) implements TaskInput {
    public Reported {
      requireNonNull(report, "report is null");
    }
  }

  /** An attempt is too large to be sent, and will never be with a worker. */
  record Unsendable(StepAttempt step) implements TaskInput {
    public Unsendable {
      requireNonNull(step, "step is null");
    }
  }

  /** A worker's process is gone, and with it all that it had started. */
  record WorkerLost(UUID incarnation) implements TaskInput {
    public WorkerLost {
      requireNonNull(incarnation, "incarnation is null");
    }
  }

  /**
   * Somebody does not want it any more.
   *
   * @param by who
   */
  record Cancel(String by, @Nullable String reason) implements TaskInput {
    public Cancel {
      requireNonNull(by, "by is null");
    }
  }

  /**
   * A person has decided about a step that waits for that.
   *
   * @param by who
   */
  record Resolve(String stepId, boolean approved, String by, @Nullable String note)
      implements TaskInput {
    public Resolve {
      requireNonNull(stepId, "stepId is null");
      requireNonNull(by, "by is null");
    }
  }

  /** Time has passed; see {@link Decision#wakeAt()}. */
  record Tick() implements TaskInput {}
}
