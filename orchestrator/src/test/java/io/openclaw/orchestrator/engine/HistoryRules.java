package io.openclaw.orchestrator.engine;

import static io.openclaw.orchestrator.engine.Rule.holds;
import static java.util.Objects.requireNonNull;

import io.openclaw.event.StepAttempt;
import io.openclaw.event.StepCommand;
import io.openclaw.event.StepCommand.CancelStep;
import io.openclaw.event.StepCommand.RunStep;
import io.openclaw.event.TaskEvent;
import io.openclaw.task.StepStatus;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What holds for every history, whatever the plan: one end and nothing after it, attempts that rise
 * by one and end once, one command for each, and a state that agrees with all of it.
 */
final class HistoryRules implements Rule {
  private final List<StepAttempt> scheduled = new ArrayList<>();
  private final List<StepAttempt> ordered = new ArrayList<>();
  private final Map<String, String> keys = new HashMap<>();

  /** The first event, of the acceptance, is told before there is a move. */
  private long events = 1;

  @Override
  public void told(TaskEvent event, Situation so) {
    events++;
    holds(!so.facts().isOver(), "nothing happens after the end", event);
    holds(event.at().equals(so.now()), "an event has the time of its move", event);
    Facts facts = so.facts();
    switch (event) {
      case TaskEvent.TaskAccepted _, TaskEvent.TaskRouted _ -> {}
      case TaskEvent.StepScheduled it -> {
        PartFacts part = facts.part(it.step().stepId(), it.step().agentId());
        int before = part == null ? 0 : part.attempt;
        holds(it.step().attempt() == before + 1, "attempts rise by one", it);
        holds(part == null || part.status == StepStatus.RETRYING, "one attempt at a time", it);
        holds(!facts.isSkipped(it.step().stepId()), "what is skipped is not begun", it);
        scheduled.add(it.step());
      }
      case TaskEvent.StepStarted it -> {
        PartFacts part = facts.sent(it.step());
        holds(
            part != null && part.status == StepStatus.SCHEDULED,
            "an attempt starts once, after it was sent",
            it);
      }
      case TaskEvent.StepRetrying it -> endsOnce(it.step(), facts);
      case TaskEvent.StepCompleted it -> endsOnce(it.step(), facts);
      case TaskEvent.StepFailed it -> endsOnce(it.step(), facts);
      case TaskEvent.StepCancelled it -> {
        PartFacts part = facts.part(it.step().stepId(), it.step().agentId());
        holds(
            part != null && part.isOpen() && part.isNewest(it.step()),
            "only what is open is cancelled",
            it);
      }
      case TaskEvent.StepKept it -> {
        holds(scheduled.isEmpty(), "what is kept is kept before anything begins", it);
        holds(!facts.isKept(it.stepId()), "a step is kept once", it);
      }
      case TaskEvent.StepSkipped it -> {
        holds(facts.partsOf(it.stepId()).isEmpty(), "what was begun is not skipped", it);
        holds(!facts.isSkipped(it.stepId()), "a step is skipped once", it);
      }
      case TaskEvent.ApprovalRequested it ->
          holds(facts.word(it.stepId()) == null, "a person is asked once", it);
      case TaskEvent.ApprovalResolved it ->
          holds(facts.word(it.stepId()) == Facts.Word.ASKED, "the first word counts", it);
      case TaskEvent.ApprovalClosed it ->
          holds(facts.word(it.stepId()) == Facts.Word.ASKED, "only a question is closed", it);
      case TaskEvent.TaskCompleted _, TaskEvent.TaskFailed _, TaskEvent.TaskCancelled _ -> {}
    }
  }

  @Override
  public void sent(StepCommand command, Situation so) {
    switch (command) {
      case RunStep run -> {
        ordered.add(run.step());
        String part = run.step().stepId() + "/" + run.step().agentId();
        String known = keys.putIfAbsent(part, run.idempotencyKey());
        holds(
            known == null || known.equals(run.idempotencyKey()),
            "attempts of one part have one key",
            run);
      }
      case CancelStep cancel -> {
        PartFacts part = so.facts().part(cancel.step().stepId(), cancel.step().agentId());
        holds(
            part != null && cancel.step().attempt() <= part.attempt,
            "nobody is told to end what was never begun",
            cancel);
        holds(so.facts().sent(cancel.step()) == null, "nobody ends what is wanted", cancel);
      }
    }
  }

  @Override
  public void moved(Situation after) {
    Decision decision = requireNonNull(after.decision());
    holds(decision.state().events() == events, "the state counts the events", events);
    holds(decision.changed() || decision.events().isEmpty(), "events change the state", decision);
    holds(ordered.equals(scheduled), "one command for each attempt", decision);
    scheduled.clear();
    ordered.clear();
    Facts facts = after.facts();
    holds(facts.isOver() == decision.state().isFinal(), "the end is told", decision.state());
    if (facts.isOver()) {
      holds(facts.isQuiet(), "nothing is open after the end", decision.state());
      holds(decision.wakeAt() == null, "nothing is due after the end", decision.wakeAt());
      holds(StepView.areOver(after.steps()), "each step is over after the end", after.steps());
    }
  }

  private static void endsOnce(StepAttempt attempt, Facts facts) {
    holds(facts.sent(attempt) != null, "an attempt ends once, and only the newest", attempt);
  }
}
