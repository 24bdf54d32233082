package io.openclaw.orchestrator.engine;

import static io.openclaw.orchestrator.engine.Rule.holds;
import static java.util.Objects.requireNonNull;

import io.openclaw.event.Failure;
import io.openclaw.event.RetryRule;
import io.openclaw.event.StepAttempt;
import io.openclaw.event.TaskEvent;
import io.openclaw.event.Work;
import java.time.Duration;
import java.time.Instant;

/**
 * No attempt beyond policy: what fails is tried again as often as its rule says, if the rule covers
 * the cause, after a wait within the rule's bounds; what is lost with its worker is tried again at
 * once, and not for ever.
 */
final class AttemptRules implements Rule {
  /** What has been lost with so many workers is likely to be what kills them. */
  static final int LOSSES = 10;

  @Override
  public void told(TaskEvent event, Situation so) {
    switch (event) {
      case TaskEvent.StepScheduled it -> isWithinPolicy(it.step(), so);
      case TaskEvent.StepRetrying it -> {
        PartFacts part = requireNonNull(so.facts().sent(it.step()));
        holds(mayGoOn(part, it.cause(), so), "no attempt beyond policy", part);
        Duration wait = Duration.between(so.now(), it.nextAt());
        holds(wait.equals(expectedWait(part, so)), "the wait before a retry", it);
      }
      case TaskEvent.StepFailed it -> {
        PartFacts part = requireNonNull(so.facts().sent(it.step()));
        holds(!mayGoOn(part, it.cause(), so), "each attempt that policy grants", part);
      }
      case TaskEvent.TaskAccepted _,
          TaskEvent.TaskRouted _,
          TaskEvent.StepStarted _,
          TaskEvent.StepCompleted _,
          TaskEvent.StepSkipped _,
          TaskEvent.StepCancelled _,
          TaskEvent.StepKept _,
          TaskEvent.ApprovalRequested _,
          TaskEvent.ApprovalResolved _,
          TaskEvent.ApprovalClosed _,
          TaskEvent.TaskCompleted _,
          TaskEvent.TaskFailed _,
          TaskEvent.TaskCancelled _ -> {}
    }
  }

  private static void isWithinPolicy(StepAttempt attempt, Situation so) {
    PartFacts part = so.facts().part(attempt.stepId(), attempt.agentId());
    if (part == null) {
      return;
    }
    int most = 1 + rule(attempt.stepId(), so).maxRetries() + LOSSES;
    holds(attempt.attempt() <= most, "no attempt beyond policy", attempt);
    Instant nextAt = requireNonNull(part.nextAt, "an attempt without a cause: " + attempt);
    holds(!so.now().isBefore(nextAt), "a retry waits for its time", attempt);
  }

  private static boolean mayGoOn(PartFacts part, Failure cause, Situation so) {
    if (so.input() instanceof TaskInput.WorkerLost) {
      return part.losses < LOSSES;
    }
    RetryRule rule = rule(part.path, so);
    boolean covered =
        rule.codes().isEmpty() ? cause.retryable() : rule.codes().contains(cause.code());
    return covered && part.retries < rule.maxRetries();
  }

  /** Doubles with each retry, up to the longest; of that the share that chance has given. */
  private static Duration expectedWait(PartFacts part, Situation so) {
    if (so.input() instanceof TaskInput.WorkerLost) {
      return Duration.ZERO;
    }
    RetryRule rule = rule(part.path, so);
    long longest = rule.firstDelay().toMillis();
    for (int i = 0; i < part.retries; i++) {
      longest *= 2;
    }
    double share = (double) Math.min(longest, rule.maxDelay().toMillis()) * so.jitter();
    return Duration.ofMillis(Math.round(share));
  }

  private static RetryRule rule(String path, Situation so) {
    return ((Work.ByAgents) PlannedAt.path(so.plan(), path).work()).retry();
  }
}
