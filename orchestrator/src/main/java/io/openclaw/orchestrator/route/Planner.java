package io.openclaw.orchestrator.route;

import com.fasterxml.jackson.databind.JsonNode;
import io.openclaw.event.Conditions;
import io.openclaw.event.Failure;
import io.openclaw.event.PlannedStep;
import io.openclaw.event.RetryRule;
import io.openclaw.event.StepAttempt;
import io.openclaw.event.TaskCommand.SubmitTask;
import io.openclaw.event.Work;
import io.openclaw.orchestrator.engine.Plan;
import io.openclaw.orchestrator.engine.TaskInput;
import io.openclaw.route.Goal;
import io.openclaw.route.Router;
import io.openclaw.route.Routing;
import io.openclaw.task.RouteExplanation;
import io.openclaw.workspace.Workflow;
import io.openclaw.workspace.Workspace;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Turns a request into a plan, by one workspace. Stateless and safe to share; {@link #plan} looks
 * at the file system and so may block.
 */
public final class Planner {
  private final Workspace workspace;
  private final Router router;
  private final Attachments attachments;
  private final StepLimits limits;
  private final WorkflowSteps workflowSteps;

  public Planner(Workspace workspace, Datasets datasets) {
    this.workspace = workspace;
    this.router = new Router(workspace);
    this.attachments = new Attachments(datasets, workspace.root().toString());
    this.limits = new StepLimits(workspace);
    this.workflowSteps = new WorkflowSteps(workspace, limits);
  }

  /** Never fails: a request that can't be done is {@link TaskInput.Rejected}, with the reason. */
  public Planning plan(SubmitTask request) {
    Attachments.Found found = attachments.find(request.text(), request.inputs());
    TaskInput input =
        switch (router.route(request.text(), request.agent())) {
          case Routing.Unroutable none -> new TaskInput.Rejected(null, none.cause());
          case Routing.Routed routed -> plan(routed, request.inputs(), found);
        };
    return new Planning(found.files(), input);
  }

  /** Where a text would go, and why. */
  public RouteExplanation explain(String text) {
    return router.explain(text, null);
  }

  private TaskInput plan(
      Routing.Routed routed, Map<String, JsonNode> inputs, Attachments.Found found) {
    return switch (routed.goal()) {
      case Goal.ToAgents goal ->
          planned(routed, List.of(step(goal, inputs)), inputs, routed.timeout());
      case Goal.ToSkill goal -> plan(routed, goal, inputs, found);
      case Goal.ToWorkflow goal -> plan(routed, goal.workflow(), inputs, found);
    };
  }

  /** A skill has nobody who could make sense of a name that leads nowhere. */
  private TaskInput plan(
      Routing.Routed routed,
      Goal.ToSkill goal,
      Map<String, JsonNode> inputs,
      Attachments.Found found) {
    TaskInput.Planned planned =
        planned(routed, List.of(step(goal, inputs)), inputs, routed.timeout());
    return found.files().isEmpty() && !found.missing().isEmpty() && inputs.isEmpty()
        ? new TaskInput.Rejected(planned.plan(), noSuchFile(found.missing()))
        : planned;
  }

  private static Failure noSuchFile(List<String> missing) {
    return Failure.permanent(
        "FILE_NOT_FOUND",
        "There is no file %s: correct its name, or put it under workspace/datasets"
            .formatted(String.join(", ", missing)));
  }

  private TaskInput plan(
      Routing.Routed routed,
      Workflow workflow,
      Map<String, JsonNode> inputs,
      Attachments.Found found) {
    List<PlannedStep> steps = workflowSteps.of(workflow);
    Duration timeout = shorter(routed.timeout(), workflow.totalTimeout());
    return switch (InputBinding.bind(workflow, inputs, attachments, found)) {
      case InputBinding.Outcome.Bound bound -> planned(routed, steps, bound.inputs(), timeout);
      case InputBinding.Outcome.Wrong wrong ->
          new TaskInput.Rejected(planned(routed, steps, inputs, timeout).plan(), wrong.cause());
    };
  }

  private TaskInput.Planned planned(
      Routing.Routed routed,
      List<PlannedStep> steps,
      Map<String, JsonNode> inputs,
      @Nullable Duration timeout) {
    Duration limit = timeout == null ? StepLimits.total(steps) : timeout;
    return new TaskInput.Planned(
        new Plan(routed.route(), workspace.version(), steps, inputs, limit));
  }

  private PlannedStep step(Goal.ToAgents goal, Map<String, JsonNode> inputs) {
    List<String> ids = goal.agents().stream().map(agent -> agent.id()).toList();
    String name = String.join(", ", goal.agents().stream().map(agent -> agent.name()).toList());
    return only(
        name,
        inputs,
        null,
        limits.timeout(ids, List.of()),
        new Work.ByAgents(ids, ids.size(), null, List.of(), null, limits.retry(ids, List.of())));
  }

  private PlannedStep step(Goal.ToSkill goal, Map<String, JsonNode> inputs) {
    Duration timeout = goal.handler().timeout();
    return only(
        goal.skill().name(),
        inputs,
        goal.handler().produces(),
        timeout == null ? goal.skill().timeout() : timeout,
        new Work.ByAgents(
            List.of(StepAttempt.SHARED),
            1,
            null,
            List.of(goal.skill().id()),
            goal.id(),
            RetryRule.NONE));
  }

  /** Where there is no workflow, there is one step. */
  private static PlannedStep only(
      String name,
      Map<String, JsonNode> inputs,
      @Nullable String output,
      Duration timeout,
      Work work) {
    return new PlannedStep(
        "step-1", name, List.of(), names(inputs), output, timeout, work, Conditions.NONE);
  }

  private static List<String> names(Map<String, JsonNode> inputs) {
    return inputs.keySet().stream().sorted().toList();
  }

  private static @Nullable Duration shorter(@Nullable Duration a, @Nullable Duration b) {
    if (a == null || b == null) {
      return a == null ? b : a;
    }
    return a.compareTo(b) <= 0 ? a : b;
  }
}
