package io.openclaw.orchestrator.engine;

import static io.openclaw.orchestrator.engine.Rule.holds;
import static java.util.Objects.requireNonNull;

import io.openclaw.event.StepAttempt;
import io.openclaw.event.TaskEvent;
import io.openclaw.event.Work;
import io.openclaw.task.StepStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Timeouts: once a tick has come, nothing goes on past its time; nothing ends before it; and the
 * next tick is asked for at the right moment. Waiting for people only is no time.
 */
final class TimeoutRules implements Rule {
  static final String CODE = "TIMEOUT";

  /** A worker enforces the time of its attempt, and has so much longer to say so. */
  private static final Duration GRACE = Duration.ofSeconds(30);

  private enum Kind {
    TASK,
    SUB_WORKFLOW,
    ATTEMPT,
    RETRY,
    APPROVAL
  }

  /** Of it something has to become then. */
  private record Due(Kind kind, Object of, Instant at) {}

  /** When a sub-workflow began, and how long the task had waited for people by then. */
  private record Begin(Instant at, Duration paused) {}

  private final Map<String, Begin> begun = new HashMap<>();
  private List<Due> dues = List.of();
  private List<Due> overdue = List.of();

  @Override
  public void given(Situation before) {
    overdue =
        before.isTick()
            ? dues.stream().filter(due -> !before.now().isBefore(due.at())).toList()
            : List.of();
  }

  @Override
  public void told(TaskEvent event, Situation so) {
    if (!so.isTick()) {
      return;
    }
    if (event instanceof TaskEvent.StepScheduled it && it.step().attempt() > 1) {
      holds(isOverdue(Kind.RETRY, it.step()), "a retry waits for its time", it);
    } else if (event instanceof TaskEvent.StepRetrying it) {
      holds(isOverdue(Kind.ATTEMPT, it.step()), "no attempt ends before its time", it);
    } else if (event instanceof TaskEvent.StepFailed it) {
      holds(isOverdue(Kind.ATTEMPT, it.step()), "no attempt ends before its time", it);
    } else if (event instanceof TaskEvent.ApprovalResolved it) {
      holds(isOverdue(Kind.APPROVAL, it.stepId()), "no approval expires before its time", it);
    }
  }

  @Override
  public void entered(StepView step, @Nullable StepStatus was, Situation after) {
    if (step.status == StepStatus.RUNNING && isSubWorkflow(step)) {
      begun.put(step.path, new Begin(after.now(), after.facts().pausedUntil(after.now())));
    } else if (isSubWorkflow(step)
        && was != StepStatus.COMPENSATING
        && CODE.equals(code(step.state.phase()))
        && step.children.stream().noneMatch(StepView::isFatal)) {
      holds(
          isOverdue(Kind.SUB_WORKFLOW, step.path) || isLate(step, after),
          "none ends before its time",
          step);
    }
  }

  @Override
  public void moved(Situation after) {
    Decision decision = requireNonNull(after.decision());
    if (decision.changed()) {
      holds(!after.isTick() || !overdue.isEmpty(), "no tick does what is not due", decision);
      dues = after.state().isFinal() ? List.of() : dues(after);
    }
    for (Due due : overdue) {
      holds(!dues.contains(due), "nothing goes on past its time", due);
    }
    Instant next = null;
    for (Due due : dues) {
      next = next == null || due.at().isBefore(next) ? due.at() : next;
    }
    holds(Objects.equals(next, decision.wakeAt()), "the next tick is due at " + next, decision);
    if (decision.changed()
        && after.state().outcome() instanceof Outcome.Failed
        && after.steps().stream().noneMatch(StepView::isFatal)) {
      holds(
          overdue.stream().anyMatch(due -> due.kind() == Kind.TASK),
          "no task ends before its time",
          decision);
    }
  }

  private static @Nullable String code(Phase phase) {
    return switch (phase) {
      case Phase.Failed failed -> failed.cause().code();
      case Phase.Compensating compensating -> compensating.cause().code();
      case Phase.Waiting _,
          Phase.Approving _,
          Phase.Working _,
          Phase.Completed _,
          Phase.Skipped _,
          Phase.Cancelled _ ->
          null;
    };
  }

  private boolean isOverdue(Kind kind, Object of) {
    return overdue.stream().anyMatch(due -> due.kind() == kind && due.of().equals(of));
  }

  private List<Due> dues(Situation so) {
    List<Due> all = new ArrayList<>();
    if (!so.facts().isPaused()) {
      Duration whole = so.plan().timeout().plus(so.facts().pausedUntil(so.now()));
      all.add(new Due(Kind.TASK, "", so.state().request().acceptedAt().plus(whole)));
    }
    StepView.forEach(so.steps(), step -> add(step, so, all));
    return all;
  }

  private void add(StepView step, Situation so, List<Due> all) {
    if (step.isOver()) {
      return;
    }
    Facts facts = so.facts();
    if (step.status == StepStatus.APPROVING) {
      Instant expiry = facts.expiry(step.path);
      if (expiry != null) {
        all.add(new Due(Kind.APPROVAL, step.path, expiry));
      }
    } else if (step.status == StepStatus.RUNNING
        && isSubWorkflow(step)
        && !facts.isPaused()
        && (!step.isUndoing() || step.isBusyBesideUndoing())) {
      all.add(new Due(Kind.SUB_WORKFLOW, step.path, end(step, so)));
    }
    for (PartFacts part : facts.partsOf(step.path)) {
      if (part.status == StepStatus.RETRYING) {
        all.add(new Due(Kind.RETRY, nextOf(part), requireNonNull(part.nextAt)));
      } else if (part.status == StepStatus.RUNNING) {
        Instant end = requireNonNull(part.since).plus(step.step.timeout()).plus(GRACE);
        all.add(new Due(Kind.ATTEMPT, part.newest(), end));
      }
    }
  }

  /** Its time was over before, and something in it has been undone until now. */
  private boolean isLate(StepView step, Situation so) {
    return !so.now().isBefore(end(step, so));
  }

  private Instant end(StepView step, Situation so) {
    Begin begin = requireNonNull(begun.get(step.path));
    Duration paused = so.facts().pausedUntil(so.now()).minus(begin.paused());
    return begin.at().plus(step.step.timeout()).plus(paused);
  }

  private static Object nextOf(PartFacts part) {
    return new StepAttempt(part.path, part.agentId, part.attempt + 1);
  }

  private static boolean isSubWorkflow(StepView step) {
    return !step.isList() && step.step.work() instanceof Work.SubWorkflow;
  }
}
