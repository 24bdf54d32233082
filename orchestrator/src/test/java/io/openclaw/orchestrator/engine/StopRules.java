package io.openclaw.orchestrator.engine;

import static io.openclaw.orchestrator.engine.Rule.holds;

import io.openclaw.event.StepAttempt;
import io.openclaw.event.StepCommand;
import io.openclaw.event.StepCommand.CancelStep;
import io.openclaw.event.StepReport;
import io.openclaw.event.TaskEvent;
import java.util.HashSet;
import java.util.Set;

/**
 * Who is at something that nobody waits for any more is told to stop: what is cancelled, what has
 * taken too long, what begins too late. Nobody else is.
 */
final class StopRules implements Rule {
  private final Set<StepAttempt> unwanted = new HashSet<>();
  private final Set<StepAttempt> told = new HashSet<>();

  @Override
  public void given(Situation before) {
    unwanted.clear();
    told.clear();
    if (before.input() instanceof TaskInput.Reported(StepReport.Started started)
        && before.facts().sent(started.step()) == null) {
      unwanted.add(started.step());
    }
  }

  @Override
  public void told(TaskEvent event, Situation so) {
    if (event instanceof TaskEvent.StepCancelled it) {
      if (so.facts().sent(it.step()) != null) {
        unwanted.add(it.step());
      }
    } else if (so.isTick() && event instanceof TaskEvent.StepRetrying it) {
      unwanted.add(it.step());
    } else if (so.isTick() && event instanceof TaskEvent.StepFailed it) {
      unwanted.add(it.step());
    }
  }

  @Override
  public void sent(StepCommand command, Situation so) {
    if (command instanceof CancelStep cancel) {
      holds(told.add(cancel.step()), "nobody is told twice at once", cancel);
    }
  }

  @Override
  public void moved(Situation after) {
    holds(told.equals(unwanted), "told to stop is who is not wanted", unwanted);
  }
}
