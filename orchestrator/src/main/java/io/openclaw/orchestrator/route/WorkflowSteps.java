package io.openclaw.orchestrator.route;

import static java.util.Objects.requireNonNull;

import io.openclaw.event.Conditions.OnFailure;
import io.openclaw.event.PlannedStep;
import io.openclaw.event.Work;
import io.openclaw.workspace.Workflow;
import io.openclaw.workspace.Workspace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Plans the steps of a workflow, and of those that it contains. */
final class WorkflowSteps {
  private final Workspace workspace;
  private final StepLimits limits;

  WorkflowSteps(Workspace workspace, StepLimits limits) {
    this.workspace = workspace;
    this.limits = limits;
  }

  /** Each after those that it depends on. */
  List<PlannedStep> of(Workflow workflow) {
    return StepOrder.byDependency(workflow.steps()).stream().map(this::step).toList();
  }

  private PlannedStep step(Workflow.Step step) {
    return step.workflow() == null ? byAgents(step) : byWorkflow(step, workflow(step.workflow()));
  }

  private PlannedStep byAgents(Workflow.Step step) {
    List<String> doers = doers(step);
    return planned(
        step,
        step.timeout() == null ? limits.timeout(doers, step.skills()) : step.timeout(),
        new Work.ByAgents(
            step.agents(),
            step.join(),
            step.task(),
            step.skills(),
            null,
            limits.retry(doers, step.skills())));
  }

  private PlannedStep byWorkflow(Workflow.Step step, Workflow workflow) {
    List<PlannedStep> steps = of(workflow);
    Duration usual =
        workflow.totalTimeout() == null ? StepLimits.total(steps) : workflow.totalTimeout();
    return planned(
        step,
        step.timeout() == null ? usual : step.timeout(),
        new Work.SubWorkflow(workflow.id(), steps));
  }

  private static PlannedStep planned(Workflow.Step step, Duration timeout, Work work) {
    return new PlannedStep(
        step.id(),
        step.name(),
        step.dependsOn(),
        step.inputs(),
        step.expectedOutput(),
        timeout,
        work,
        step.conditions());
  }

  /** Its agents, and the one that may have to stand in for them in the same time. */
  private static List<String> doers(Workflow.Step step) {
    List<String> doers = new ArrayList<>(step.agents());
    if (step.conditions().onFailure() instanceof OnFailure.Fallback(String agent)) {
      doers.add(agent);
    }
    return doers;
  }

  private Workflow workflow(String id) {
    return requireNonNull(workspace.workflows().get(id), "no workflow " + id);
  }
}
