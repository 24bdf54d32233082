package io.openclaw.orchestrator.support;

import com.fasterxml.jackson.databind.JsonNode;
import io.openclaw.event.Conditions;
import io.openclaw.event.PlannedStep;
import io.openclaw.event.RetryRule;
import io.openclaw.event.Route;
import io.openclaw.event.Work;
import io.openclaw.orchestrator.engine.Plan;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Plans to test with. */
public final class Plans {
  public static final Duration STEP_TIMEOUT = Duration.ofMinutes(10);
  public static final Duration TASK_TIMEOUT = Duration.ofHours(2);

  private Plans() {}

  /** A workflow of these steps. */
  public static Plan workflow(PlannedStep... steps) {
    return workflow(List.of(steps));
  }

  public static Plan workflow(List<PlannedStep> steps) {
    return new Plan(
        new Route("rule", Route.Kind.WORKFLOW, "flow", "because"),
        "0123456789abcdef",
        steps,
        Map.of(),
        TASK_TIMEOUT);
  }

  /** The same for a request that has brought these. */
  public static Plan withInputs(Plan plan, Map<String, JsonNode> inputs) {
    return new Plan(plan.route(), plan.workspaceVersion(), plan.steps(), inputs, plan.timeout());
  }

  /** A step that takes whatever earlier steps have to give under their ids. */
  public static PlannedStep step(
      String id, List<String> agents, List<String> dependsOn, int maxRetries) {
    return step(id, agents, agents.size(), dependsOn, maxRetries, Conditions.NONE);
  }

  public static PlannedStep step(
      String id,
      List<String> agents,
      int join,
      List<String> dependsOn,
      int maxRetries,
      Conditions conditions) {
    return step(id, byAgents(agents, join, maxRetries), dependsOn, conditions);
  }

  public static PlannedStep step(
      String id, Work work, List<String> dependsOn, Conditions conditions) {
    return new PlannedStep(
        id, "the " + id, dependsOn, dependsOn, id, STEP_TIMEOUT, work, conditions);
  }

  public static Work.ByAgents byAgents(List<String> agents, int join, int maxRetries) {
    return new Work.ByAgents(agents, join, null, List.of(), null, retry(maxRetries));
  }

  public static RetryRule retry(int maxRetries) {
    RetryRule usual = RetryRule.NONE;
    return new RetryRule(maxRetries, usual.firstDelay(), usual.maxDelay(), usual.codes());
  }
}
