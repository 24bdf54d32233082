package io.openclaw.orchestrator.engine;

import com.fasterxml.jackson.databind.JsonNode;
import io.openclaw.event.PlannedStep;
import io.openclaw.event.Route;
import io.openclaw.event.StepAttempt;
import io.openclaw.event.StepCommand.RunStep;
import io.openclaw.event.Work;
import java.time.Instant;
import java.util.Map;

/** What a worker is told. */
final class Commands {
  private Commands() {}

  static RunStep run(
      Request request,
      Plan plan,
      PlannedStep step,
      Work.ByAgents work,
      StepAttempt attempt,
      Map<String, JsonNode> inputs,
      int inlineTotal,
      Instant now) {
    return new RunStep(
        request.taskId(),
        now,
        request.tenant(),
        attempt,
        plan.workspaceVersion(),
        request.text(),
        instruction(request, plan, step, work),
        inputs,
        request.attachments(),
        work.skills(),
        work.handler(),
        step.expectedOutput(),
        step.timeout(),
        request.taskId() + "/" + attempt.stepId() + "/" + attempt.agentId(),
        inlineTotal,
        request.earlierTasks());
  }

  /** A workflow says what each step is about; without one, the request itself does. */
  private static String instruction(
      Request request, Plan plan, PlannedStep step, Work.ByAgents work) {
    if (plan.route().kind() != Route.Kind.WORKFLOW) {
      return request.text();
    }
    String task = work.task();
    return task == null || task.equals(step.name()) ? step.name() : step.name() + ": " + task;
  }
}
