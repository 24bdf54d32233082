package io.openclaw.orchestrator.api;

import io.openclaw.event.Failure;
import io.openclaw.event.PlannedStep;
import io.openclaw.event.Result;
import io.openclaw.orchestrator.engine.Assignment;
import io.openclaw.orchestrator.engine.AssignmentState;
import io.openclaw.orchestrator.engine.Outcome;
import io.openclaw.orchestrator.engine.Plan;
import io.openclaw.orchestrator.engine.StepProgress;
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
        plan == null ? List.of() : steps(plan, state.steps()),
        result(state.outcome()),
        cause(state.outcome()),
        state.request().acceptedAt(),
        state.updatedAt());
  }

  private static List<TaskView.StepView> steps(Plan plan, List<StepProgress> progress) {
    List<TaskView.StepView> views = new ArrayList<>();
    for (int i = 0; i < progress.size(); i++) {
      PlannedStep step = plan.steps().get(i);
      List<TaskView.AssignmentView> agents =
          progress.get(i).assignments().stream().map(TaskViews::assignment).toList();
      views.add(new TaskView.StepView(step.id(), step.name(), step.dependsOn(), agents));
    }
    return views;
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
