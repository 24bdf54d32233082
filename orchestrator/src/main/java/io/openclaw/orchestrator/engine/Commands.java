package io.openclaw.orchestrator.engine;

import io.openclaw.event.PlannedStep;
import io.openclaw.event.Route;
import io.openclaw.event.StepAttempt;
import io.openclaw.event.StepCommand.RunStep;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** What a worker is told. */
final class Commands {
  private Commands() {}

  static RunStep run(
      Request request,
      Plan plan,
      PlannedStep step,
      StepAttempt attempt,
      Map<String, List<Assignment>> progress,
      Instant now) {
    return new RunStep(
        request.taskId(),
        now,
        attempt,
        plan.workspaceVersion(),
        request.text(),
        instruction(request, plan, step),
        Wiring.inputs(plan, step, progress),
        request.attachments(),
        step.skills(),
        step.handler(),
        step.expectedOutput(),
        step.timeout(),
        request.taskId() + "/" + step.id() + "/" + attempt.agentId());
  }

  /** A workflow says what each step is about; without one, the request itself does. */
  private static String instruction(Request request, Plan plan, PlannedStep step) {
    return plan.route().kind() == Route.Kind.WORKFLOW ? step.name() : request.text();
  }
}
