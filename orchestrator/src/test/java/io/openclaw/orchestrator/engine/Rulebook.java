package io.openclaw.orchestrator.engine;

import static io.openclaw.orchestrator.engine.Rule.holds;

import io.openclaw.event.TaskEvent;
import io.openclaw.task.StepStatus;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All rules, asked about each move of one task. */
final class Rulebook {
  private final Plan plan;
  private final Facts facts;
  private final Map<String, Phase> phases = new HashMap<>();
  private final List<Rule> rules =
      List.of(
          new HistoryRules(),
          new CauseRules(),
          new StopRules(),
          new AttemptRules(),
          new JoinRules(),
          new FlowRules(),
          new FailureRules(),
          new ApprovalRules(),
          new ValueRules(),
          new TimeoutRules());
  private List<StepView> steps = List.of();
  private TaskState state;
  private Instant latest;

  /**
   * @param earlier of the task that this one tries again; null where it is the first
   */
  Rulebook(Plan plan, TaskState accepted, @Nullable Rulebook earlier) {
    this.plan = plan;
    this.state = accepted;
    this.latest = accepted.request().acceptedAt();
    this.facts = new Facts(earlier == null ? null : earlier.facts);
  }

  /**
   * @param clock which may be behind that of an earlier move
   */
  void check(TaskInput input, Instant clock, double jitter, Decision decision) {
    Instant now = clock.isBefore(latest) ? latest : clock;
    Situation before = new Situation(plan, input, now, jitter, facts, steps, state, null);
    for (Rule rule : rules) {
      rule.given(before);
    }
    facts.given(input, now);
    for (TaskEvent event : decision.events()) {
      for (Rule rule : rules) {
        rule.told(event, before);
      }
      facts.tell(event, input);
    }
    if (decision.changed()) {
      latest = now;
      steps = StepView.of(plan, decision.state());
      facts.moved(now);
    } else {
      holds(decision.state().equals(state), "what does not change stays", decision);
    }
    state = decision.state();
    check(new Situation(plan, input, now, jitter, facts, steps, state, decision), decision);
  }

  Facts facts() {
    return facts;
  }

  List<StepView> steps() {
    return steps;
  }

  private void check(Situation after, Decision decision) {
    decision.commands().forEach(command -> rules.forEach(rule -> rule.sent(command, after)));
    if (decision.changed()) {
      for (StepView step : steps) {
        // What is kept was done by the plan of then; RetryRules have what holds for it now.
        if (!facts.isKept(step.path)) {
          check(step, after);
        }
      }
    }
    rules.forEach(rule -> rule.moved(after));
  }

  private void check(StepView step, Situation after) {
    Phase phase = step.state.phase();
    Phase last = phases.put(step.path, phase);
    if (!phase.equals(last)) {
      StepStatus was = last == null ? null : last.view();
      holds(last == null || rank(was) < rank(step.status), "a step never goes back", step);
      for (Rule rule : rules) {
        rule.entered(step, was, after);
      }
    }
    if (!step.isOver()) {
      for (Rule rule : rules) {
        rule.stands(step, after);
      }
    }
    for (StepView child : step.children) {
      check(child, after);
    }
  }

  private static int rank(@Nullable StepStatus status) {
    return switch (status) {
      case null -> -1;
      case WAITING -> 0;
      case APPROVING -> 1;
      case RUNNING -> 2;
      case COMPENSATING -> 3;
      case COMPLETED, FAILED, SKIPPED, CANCELLED -> 4;
      case SCHEDULED, RETRYING -> throw new AssertionError("not of a step: " + status);
    };
  }
}
