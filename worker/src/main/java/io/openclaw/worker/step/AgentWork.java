package io.openclaw.worker.step;

import io.openclaw.event.StepAttempt;
import io.openclaw.event.StepCommand.RunStep;
import io.openclaw.worker.agent.AgentLoop;
import io.openclaw.worker.agent.DirectHandler;
import io.openclaw.worker.agent.Outcome;
import io.openclaw.worker.agent.Toolbox;
import io.openclaw.worker.agent.Toolbox.Choice;
import io.openclaw.worker.artifact.ArtifactStore;
import io.openclaw.worker.failure.FailureCode;
import io.openclaw.worker.grant.PathGrants;
import io.openclaw.worker.plan.Goal;
import io.openclaw.worker.skill.StepScope;
import io.openclaw.workspace.Agent;
import io.openclaw.workspace.Workspace;
import java.io.IOException;
import java.util.List;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Finds out who does a step and with what, and lets them. */
final class AgentWork implements StepWork {
  private static final Logger LOG = Logger.getLogger(AgentWork.class);

  private final Workspace workspace;
  private final ArtifactStore artifacts;
  private final Toolbox toolbox;
  private final AgentLoop loop;
  private final DirectHandler direct;

  AgentWork(Workspace workspace, ArtifactStore artifacts, AgentLoop loop, DirectHandler direct) {
    this.workspace = workspace;
    this.artifacts = artifacts;
    this.toolbox = new Toolbox(workspace);
    this.loop = loop;
    this.direct = direct;
  }

  @Override
  public Outcome run(RunStep step) throws InterruptedException {
    String agentId = step.step().agentId();
    Agent agent = workspace.agent(agentId);
    if (agent == null && !agentId.equals(StepAttempt.SHARED)) {
      return failed(FailureCode.UNKNOWN_AGENT, "no agent '" + agentId + "' in the workspace");
    }
    if (!step.workspaceVersion().equals(workspace.version())) {
      LOG.warnf(
          "A step was planned with another version of the workspace. planned=%s own=%s taskId=%s",
          step.workspaceVersion(), workspace.version(), step.taskId());
    }
    try {
      return run(step, agent, scope(step, agent));
    } catch (IOException e) {
      return failed(FailureCode.INTERNAL, "cannot look at the granted folders: " + e.getMessage());
    }
  }

  private Outcome run(RunStep step, @Nullable Agent agent, StepScope scope)
      throws InterruptedException {
    Goal goal = Goal.of(step);
    if (step.handler() != null) {
      return switch (toolbox.tool(agent, step.handler())) {
        case Choice.Refused refused -> new Outcome.Failed(refused.failure());
        case Choice.Granted granted -> direct.run(scope, goal, granted.tools().getFirst());
      };
    }
    if (agent == null) {
      return failed(FailureCode.NO_HANDLER, "a step without an agent has to name a handler");
    }
    return switch (toolbox.tools(agent, step.skills())) {
      case Choice.Refused refused -> new Outcome.Failed(refused.failure());
      case Choice.Granted granted -> loop.run(scope, goal, granted.tools());
    };
  }

  private StepScope scope(RunStep step, @Nullable Agent agent) throws IOException {
    List<String> folders = agent == null ? List.of() : agent.permissions().paths();
    return new StepScope(
        step.taskId(),
        step.step(),
        step.idempotencyKey(),
        Goal.of(step).language(),
        agent,
        PathGrants.of(
            workspace.root(), folders, step.attachments(), artifacts.folder(step.taskId())),
        artifacts.open(step.taskId(), step.step()));
  }

  private static Outcome failed(FailureCode code, String message) {
    return new Outcome.Failed(code.failure(message));
  }
}
