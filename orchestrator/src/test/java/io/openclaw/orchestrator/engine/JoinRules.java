package io.openclaw.orchestrator.engine;

import static io.openclaw.orchestrator.engine.Rule.holds;

import io.openclaw.event.Conditions.OnFailure;
import io.openclaw.event.TaskEvent;
import io.openclaw.event.Work;
import io.openclaw.task.StepStatus;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Join policies: a step of agents is complete as soon as so many of them have completed it, and has
 * failed as soon as so many cannot any more; then a fallback's word alone counts, once it is asked.
 * Until then each of its agents is at it.
 */
final class JoinRules implements Rule {

  @Override
  public void told(TaskEvent event, Situation so) {
    if (event instanceof TaskEvent.StepScheduled it && it.step().attempt() == 1) {
      Work.ByAgents work = (Work.ByAgents) PlannedAt.path(so.plan(), it.step().stepId()).work();
      List<PartFacts> asked = List.copyOf(so.facts().partsOf(it.step().stepId()));
      if (asked.size() < work.agents().size()) {
        String next = work.agents().get(asked.size());
        holds(it.step().agentId().equals(next), "each agent is asked, and nobody else", it);
      } else {
        OnFailure onFailure =
            PlannedAt.path(so.plan(), it.step().stepId()).conditions().onFailure();
        holds(
            onFailure instanceof OnFailure.Fallback(var agent)
                && agent.equals(it.step().agentId())
                && asked.size() == work.agents().size(),
            "none but the fallback is asked in place of the others",
            it);
        holds(isHopeless(asked, work), "a fallback is asked where the others have failed", asked);
      }
    }
  }

  @Override
  public void entered(StepView step, @Nullable StepStatus was, Situation after) {
    if (isByAgents(step)) {
      check(step, after.facts());
    }
  }

  @Override
  public void stands(StepView step, Situation after) {
    if (isByAgents(step)) {
      check(step, after.facts());
    }
  }

  /** Not all together, but each of its elements, or once. */
  private static boolean isByAgents(StepView step) {
    return !step.isList() && step.step.work() instanceof Work.ByAgents;
  }

  private static void check(StepView step, Facts facts) {
    List<PartFacts> parts = new ArrayList<>(facts.partsOf(step.path));
    agree(step, parts);
    Work.ByAgents work = (Work.ByAgents) step.step.work();
    switch (step.status) {
      case WAITING, APPROVING, SKIPPED -> holds(parts.isEmpty(), "not begun", step);
      case RUNNING -> {
        holds(parts.size() >= work.agents().size(), "all agents are asked", step);
        holds(!isEnough(parts, work), "complete as soon as enough have completed it", step);
        holds(!isHopeless(parts, work), "failed as soon as too few are left", step);
      }
      case COMPLETED -> holds(isEnough(parts, work), "complete only when enough have", step);
      case FAILED, COMPENSATING ->
          holds(parts.isEmpty() || isHopeless(parts, work), "failed only for too few", step);
      case CANCELLED -> holds(!isEnough(parts, work), "what is complete is not cancelled", step);
      case SCHEDULED, RETRYING -> holds(false, "an agent's part, not a step's", step);
    }
    if (step.isOver()) {
      holds(parts.stream().noneMatch(PartFacts::isOpen), "nobody goes on with what is over", step);
    } else if (parts.size() <= work.agents().size() && step.status == StepStatus.RUNNING) {
      holds(
          parts.stream().noneMatch(part -> part.status == StepStatus.CANCELLED),
          "nobody is stopped before the step is over",
          step);
    }
  }

  /** The state says the same of each agent's part as the events. */
  private static void agree(StepView step, List<PartFacts> parts) {
    List<Assignment> assignments = step.state.assignments();
    holds(assignments.size() == parts.size(), "events tell of each agent's part", step.state);
    for (int i = 0; i < parts.size(); i++) {
      PartFacts part = parts.get(i);
      AssignmentState state = assignments.get(i).state();
      holds(
          part.agentId.equals(assignments.get(i).agentId())
              && part.status == state.view()
              && part.attempt == state.tries().attempt()
              && part.causes.equals(state.tries().causes()),
          "the state is what the events have told, each cause of a failure with it",
          state);
    }
  }

  private static boolean isEnough(List<PartFacts> parts, Work.ByAgents work) {
    if (parts.size() > work.agents().size()) {
      return parts.getLast().status == StepStatus.COMPLETED;
    }
    return count(parts, StepStatus.COMPLETED) >= work.join();
  }

  private static boolean isHopeless(List<PartFacts> parts, Work.ByAgents work) {
    if (parts.size() > work.agents().size()) {
      return parts.getLast().status == StepStatus.FAILED;
    }
    // Those that are stopped once too few are left can't be told apart from those that failed.
    return work.agents().size() - count(parts, StepStatus.FAILED) < work.join();
  }

  private static long count(List<PartFacts> parts, StepStatus status) {
    return parts.stream().filter(part -> part.status == status).count();
  }
}
