package io.openclaw.orchestrator.api;

import io.openclaw.event.Failure;
import io.openclaw.event.PlannedStep;
import io.openclaw.event.Result;
import io.openclaw.event.Work;
import io.openclaw.orchestrator.engine.Assignment;
import io.openclaw.orchestrator.engine.AssignmentState;
import io.openclaw.orchestrator.engine.Outcome;
import io.openclaw.orchestrator.engine.Phase;
import io.openclaw.orchestrator.engine.Plan;
import io.openclaw.orchestrator.engine.StepState;
import io.openclaw.orchestrator.engine.TaskState;
import io.openclaw.orchestrator.engine.Tries;
import io.openclaw.task.TaskView;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A task's state as clients see it. */
final class TaskViews {
  private TaskViews() {}

  static TaskView of(TaskState state) {
    Plan plan = state.plan();
    return new TaskView(
        state.id(),
        state.request().tenant(),
        state.request().text(),
        state.outcome().view(),
        plan == null ? null : plan.route(),
        plan == null ? null : plan.workspaceVersion(),
        plan == null ? List.of() : steps(plan.steps(), state.steps(), ""),
        result(state.outcome()),
        cause(state.outcome()),
        state.request().acceptedAt(),
        state.updatedAt());
  }

  private static List<TaskView.StepView> steps(
      List<PlannedStep> planned, List<StepState> states, String prefix) {
    List<TaskView.StepView> views = new ArrayList<>();
    for (int i = 0; i < states.size(); i++) {
      views.add(step(planned.get(i), states.get(i), prefix + planned.get(i).id()));
    }
    return views;
  }

  private static TaskView.StepView step(PlannedStep planned, StepState state, String path) {
    return new TaskView.StepView(
        path,
        planned.name(),
        planned.dependsOn(),
        state.phase().view(),
        agents(planned, state),
        state.phase() instanceof Phase.Failed failed ? failed.cause() : null,
        children(planned, state, path));
  }

  private static List<TaskView.StepView> children(
      PlannedStep planned, StepState state, String path) {
    if (planned.conditions().forEach() != null && !path.endsWith("]")) {
      return state.children().stream()
          .map(child -> step(planned, child, path + "[" + child.id() + "]"))
          .toList();
    }
    return planned.work() instanceof Work.SubWorkflow flow
        ? steps(flow.steps(), state.children(), path + ".")
        : List.of();
  }

  /** Agents that nobody has asked yet are shown as well. */
  private static List<TaskView.AssignmentView> agents(PlannedStep planned, StepState state) {
    if (!state.assignments().isEmpty()
        || planned.conditions().forEach() != null
        || !(planned.work() instanceof Work.ByAgents work)) {
      return state.assignments().stream().map(TaskViews::assignment).toList();
    }
    return work.agents().stream()
        .map(agent ->
            new TaskView.AssignmentView(agent, state.phase().view(), 0, null, List.of(), null))
        .toList();
  }

  private static TaskView.AssignmentView assignment(Assignment assignment) {
    AssignmentState state = assignment.state();
    Tries tries = state.tries();
    Result result =
        state instanceof AssignmentState.Completed completed ? completed.result() : null;
    return new TaskView.AssignmentView(
        assignment.agentId(),
        state.view(),
        tries.attempt(),
        tries.workerId(),
        tries.causes(),
        result);
  }

  private static @Nullable Result result(Outcome outcome) {
    return outcome instanceof Outcome.Completed completed ? completed.result() : null;
  }

  private static @Nullable Failure cause(Outcome outcome) {
    return outcome instanceof Outcome.Failed failed ? failed.cause() : null;
  }
}
