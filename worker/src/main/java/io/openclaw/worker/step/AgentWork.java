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
import io.openclaw.worker.workspace.WorkspaceVersions;
import io.openclaw.workspace.Agent;
import io.openclaw.workspace.Workspace;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds out who does a step and with what, and lets them. */
final class AgentWork implements StepWork {
  private final WorkspaceVersions versions;
  private final ArtifactStore artifacts;
  private final AgentLoop loop;
  private final DirectHandler direct;

  AgentWork(
      WorkspaceVersions versions, ArtifactStore artifacts, AgentLoop loop, DirectHandler direct) {
    this.versions = versions;
    this.artifacts = artifacts;
    this.loop = loop;
    this.direct = direct;
  }

  @Override
  public Outcome run(RunStep step) throws InterruptedException {
    Workspace workspace;
    try {
      workspace = versions.find(step.workspaceVersion());
    } catch (IOException e) {
      return unavailable(step, "cannot be read now: " + e.getMessage());
    }
    return workspace == null ? unavailable(step, "is nowhere to be had") : run(step, workspace);
  }

  private Outcome run(RunStep step, Workspace workspace) throws InterruptedException {
    String agentId = step.step().agentId();
    Agent agent = workspace.agent(agentId);
    if (agent == null && !agentId.equals(StepAttempt.SHARED)) {
      return failed(FailureCode.UNKNOWN_AGENT, "no agent '" + agentId + "' in the workspace");
    }
    try {
      return run(step, agent, new Toolbox(workspace), scope(step, agent, workspace));
    } catch (IOException e) {
      return failed(FailureCode.INTERNAL, "cannot look at the granted folders: " + e.getMessage());
    }
  }

  private Outcome run(RunStep step, @Nullable Agent agent, Toolbox toolbox, StepScope scope)
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

  private StepScope scope(RunStep step, @Nullable Agent agent, Workspace workspace)
      throws IOException {
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

  private static Outcome unavailable(RunStep step, String why) {
    return failed(
        FailureCode.WORKSPACE_UNAVAILABLE,
        "version %s of the workspace, by which this task was planned, %s"
            .formatted(step.workspaceVersion(), why));
  }

  private static Outcome failed(FailureCode code, String message) {
    return new Outcome.Failed(code.failure(message));
  }
}
