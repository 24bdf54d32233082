package io.openclaw.orchestrator.engine;

import static io.openclaw.orchestrator.engine.Rule.holds;

import io.openclaw.event.Conditions.OnFailure;
import io.openclaw.event.Failure;
import io.openclaw.event.Work;
import io.openclaw.task.StepStatus;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of a step that fails: it has a cause that the plan and the events know of, its own
 * policy is followed, and what is being undone is undone to the end.
 */
final class FailureRules implements Rule {

  @Override
  public void entered(StepView step, @Nullable StepStatus was, Situation after) {
    if (step.state.phase() instanceof Phase.Failed failed) {
      holds(isExplained(step, failed.cause(), after), "a failure has a cause", step);
      holds(failed.tolerated() == isTolerant(step), "only `continue` tolerates", step);
      hasAskedFallback(step, after.facts());
      isUndone(step);
    } else if (step.status == StepStatus.COMPENSATING) {
      holds(step.undoneBy() != null, "only `compensate` has something undone", step);
    } else if (step.status == StepStatus.CANCELLED) {
      boolean isOfUndoing = was == StepStatus.COMPENSATING || !step.undone().isEmpty();
      holds(
          !isOfUndoing || after.facts().isOver(),
          "what is being undone is undone to the end",
          step);
    } else if (step.status == StepStatus.RUNNING && !step.undone().isEmpty()) {
      holds(
          step.undone().stream().anyMatch(it -> it.status == StepStatus.COMPENSATING),
          "undone is what has failed",
          step);
    }
  }

  @Override
  public void stands(StepView step, Situation after) {
    if (step.status == StepStatus.COMPENSATING) {
      holds(
          step.flow.stream()
              .anyMatch(
                  it -> it.step.id().equals(step.undoneBy()) && it.status == StepStatus.RUNNING),
          "somebody undoes it",
          step);
    }
  }

  @Override
  public void moved(Situation after) {
    List<StepView> steps = after.steps();
    switch (after.state().outcome()) {
      case Outcome.Open _ -> holds(!StepView.areOver(steps), "ends with its last step", steps);
      case Outcome.Completed _ ->
          holds(
              StepView.areOver(steps) && steps.stream().noneMatch(StepView::isFatal),
              "complete where no step has failed",
              steps);
      case Outcome.Failed(var cause) ->
          holds(
              hasFailed(steps, cause) || cause.code().equals(TimeoutRules.CODE),
              "failed for a step or for its time",
              cause);
      case Outcome.Cancelled _ -> {}
    }
  }

  private static boolean isExplained(StepView step, Failure cause, Situation after) {
    Facts.Word word = step.isElement ? null : after.facts().word(step.path);
    if (word == Facts.Word.DENIED) {
      return cause.code().equals("DENIED");
    } else if (word == Facts.Word.EXPIRED) {
      return cause.code().equals("APPROVAL_EXPIRED");
    } else if (!step.isElement && When.of(step, after) == When.SENSELESS) {
      return cause.code().equals("CONDITION_FAILED");
    } else if (step.isList() && Values.of(after).listSize(step) == null) {
      return cause.code().equals("NO_LIST");
    } else if (step.isList()) {
      return hasFailed(step.children, cause);
    } else if (step.step.work() instanceof Work.SubWorkflow) {
      return hasFailed(step.children, cause) || cause.code().equals(TimeoutRules.CODE);
    }
    return after.facts().partsOf(step.path).stream()
        .filter(part -> part.status == StepStatus.FAILED)
        .anyMatch(part -> part.causes.getLast().code().equals(cause.code()));
  }

  private static boolean hasFailed(List<StepView> within, Failure cause) {
    return StepView.areOver(within)
        && within.stream()
            .anyMatch(it ->
                it.isFatal()
                    && it.state.phase() instanceof Phase.Failed failed
                    && failed.cause().code().equals(cause.code()));
  }

  private static boolean isTolerant(StepView step) {
    return step.step.conditions().onFailure() instanceof OnFailure.Continue;
  }

  private static void hasAskedFallback(StepView step, Facts facts) {
    int asked = facts.partsOf(step.path).size();
    if (asked > 0
        && step.step.work() instanceof Work.ByAgents work
        && step.step.conditions().onFailure() instanceof OnFailure.Fallback(var agent)
        && !work.agents().contains(agent)) {
      holds(asked > work.agents().size(), "the fallback is asked before the step fails", step);
    }
  }

  /** Unless it has not begun, or was not the first to fail beside others. */
  private static void isUndone(StepView step) {
    String by = step.undoneBy();
    boolean hasBegun = !step.state.assignments().isEmpty() || !step.children.isEmpty();
    if (by == null || !hasBegun) {
      return;
    }
    boolean isFirst = step.flow.stream().noneMatch(it -> it != step && isFailing(it));
    for (StepView other : step.flow) {
      if (other.step.id().equals(by)) {
        holds(
            isFirst ? other.isOver() && other.status != StepStatus.SKIPPED : !isWaiting(other),
            "a step with `compensate` is undone before it fails",
            other);
      }
    }
  }

  private static boolean isFailing(StepView step) {
    return step.isFatal() || step.status == StepStatus.COMPENSATING;
  }

  private static boolean isWaiting(StepView step) {
    return step.status == StepStatus.WAITING;
  }
}
