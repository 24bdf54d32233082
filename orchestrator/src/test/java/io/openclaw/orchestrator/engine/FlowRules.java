package io.openclaw.orchestrator.engine;

import static io.openclaw.orchestrator.engine.Rule.holds;

import io.openclaw.event.Conditions.ForEach;
import io.openclaw.event.Work;
import io.openclaw.task.StepStatus;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Order and completeness of a flow: a step begins when, and as soon as, all that it depends on is
 * over and its condition is true; what waits has something to wait for, what is at work has
 * something that goes on, and what is left out or stopped has a reason.
 */
final class FlowRules implements Rule {

  @Override
  public void stands(StepView step, Situation after) {
    holds(
        step.parent == null || step.parent.status == StepStatus.RUNNING,
        "nothing goes on within what does not",
        step);
    switch (step.status) {
      case WAITING -> {
        holds(!StepView.isFailing(step.flow), "where one has failed, none waits", step);
        holds(hasToWait(step) || isWindingUp(step, after), "no step is lost", step);
      }
      case APPROVING -> holds(!step.isUnwanted(), "where one has failed, nobody is asked", step);
      case RUNNING -> {
        holds(
            !step.isUnwanted() || step.isUndoing() || isUndoingAnother(step),
            "where one has failed, only what is being undone goes on",
            step);
        if (step.isList() || step.step.work() instanceof Work.SubWorkflow) {
          holds(!StepView.areOver(step.children), "over when all that belongs to it is", step);
        }
        keepsLimit(step);
      }
      case COMPENSATING -> {}
      case SCHEDULED, RETRYING, COMPLETED, FAILED, SKIPPED, CANCELLED ->
          holds(false, "is not over", step);
    }
  }

  @Override
  public void entered(StepView step, @Nullable StepStatus was, Situation after) {
    switch (step.status) {
      case APPROVING -> mayBegin(step, after);
      case RUNNING -> {
        if (!step.isElement && step.undone().isEmpty()) {
          mayBegin(step, after);
        }
      }
      case SKIPPED -> holds(mayBeSkipped(step, after), "a step is left out for a reason", step);
      case CANCELLED ->
          holds(
              isClosed(step, after) || isWindingUp(step, after),
              "a step is stopped for a reason",
              step);
      case COMPLETED -> {
        holds(StepView.areOver(step.children), "complete when all within is over", step);
        holds(step.children.stream().noneMatch(StepView::isFatal), "and has not failed", step);
        holds(
            step.children.stream().noneMatch(it -> it.status == StepStatus.CANCELLED),
            "and nothing within was stopped",
            step);
        hasEachElement(step, after);
      }
      case WAITING, COMPENSATING, FAILED, SCHEDULED, RETRYING -> {}
    }
  }

  private static boolean hasToWait(StepView step) {
    if (step.isElement) {
      return underWay(step.flow) >= limit(step);
    }
    List<StepView> undone = step.undone();
    return !StepView.areOver(undone.isEmpty() ? step.dependencies() : undone);
  }

  private static void mayBegin(StepView step, Situation after) {
    holds(!isWindingUp(step, after), "nothing begins where all is being undone", step);
    holds(StepView.areOver(step.dependencies()), "begins after what it depends on", step);
    holds(!areSkipped(step.dependencies()), "not after nothing but skipped steps", step);
    holds(
        When.of(step, after) == When.TRUE,
        "begins where its condition is true",
        step.step.conditions());
  }

  private static boolean mayBeSkipped(StepView step, Situation after) {
    if (!after.facts().isSkipped(step.path)) {
      return false;
    }
    List<StepView> undone = step.undone();
    boolean isOfNoUse =
        undone.isEmpty()
            ? StepView.areOver(step.dependencies())
                && (areSkipped(step.dependencies()) || When.of(step, after) == When.FALSE)
            : StepView.areOver(undone);
    return isOfNoUse || isClosed(step, after);
  }

  /** Nobody wants it any more, since something around it or beside it has come to an end. */
  private static boolean isClosed(StepView step, Situation after) {
    return after.facts().isOver()
        || StepView.isFailing(step.flow)
        || (step.parent != null && step.parent.status != StepStatus.RUNNING);
  }

  /** Whether something around it has failed, or will, for its time, once all in it is undone. */
  private static boolean isWindingUp(StepView step, Situation after) {
    if (step.isWindingUp()) {
      return true;
    }
    for (StepView around = step.parent; around != null; around = around.parent) {
      if (isUndoingAnother(around)) {
        return false;
      }
      if (isUndoingTooLate(around, after)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isUndoingTooLate(StepView step, Situation after) {
    if (step.isList() || !step.isUndoing() || !(step.state.phase() instanceof Phase.Working it)) {
      return false;
    }
    Duration paused = after.facts().pausedUntil(after.now()).minus(it.paused());
    return !after.now().isBefore(it.since().plus(step.step.timeout()).plus(paused));
  }

  private static boolean isUndoingAnother(StepView step) {
    return step.undone().stream().anyMatch(it -> it.status == StepStatus.COMPENSATING);
  }

  private static boolean areSkipped(List<StepView> steps) {
    return !steps.isEmpty() && steps.stream().allMatch(it -> it.status == StepStatus.SKIPPED);
  }

  private static void keepsLimit(StepView step) {
    if (step.isList()) {
      ForEach forEach = step.step.conditions().forEach();
      int most = forEach == null ? 0 : forEach.maxConcurrent();
      holds(underWay(step.children) <= most, "never more at once than the limit", step);
    }
  }

  private static void hasEachElement(StepView step, Situation after) {
    if (step.isList()) {
      Integer size = Values.of(after).listSize(step);
      holds(
          size != null && size == step.children.size(), "done for each element of its list", step);
    }
  }

  private static int limit(StepView element) {
    @Nullable ForEach forEach = element.step.conditions().forEach();
    return forEach == null ? 0 : forEach.maxConcurrent();
  }

  private static long underWay(List<StepView> elements) {
    return elements.stream().filter(it -> it.status == StepStatus.RUNNING).count();
  }
}
