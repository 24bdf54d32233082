package io.openclaw.worker.step;

import com.fasterxml.jackson.databind.JsonNode;
import io.openclaw.event.StepAttempt;
import io.openclaw.event.StepCommand.RunStep;
import io.openclaw.worker.agent.AgentLoop;
import io.openclaw.worker.agent.DirectHandler;
import io.openclaw.worker.agent.Outcome;
import io.openclaw.worker.agent.Toolbox;
import io.openclaw.worker.agent.Toolbox.Choice;
import io.openclaw.worker.artifact.Artifacts;
import io.openclaw.worker.artifact.AttemptArtifacts;
import io.openclaw.worker.failure.FailureCode;
import io.openclaw.worker.grant.PathGrants;
import io.openclaw.worker.plan.Goal;
import io.openclaw.worker.skill.Language;
import io.openclaw.worker.skill.StepScope;
import io.openclaw.worker.value.LargeValues;
import io.openclaw.worker.value.StoredValues;
import io.openclaw.worker.workspace.WorkspaceVersions;
import io.openclaw.workspace.Agent;
import io.openclaw.workspace.Workspace;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Finds out who does a step and with what, and lets them. They see no values by reference: what the
 * step is given is read before, and what it comes to is stored after.
 */
final class AgentWork implements StepWork {
  private static final Logger LOG = Logger.getLogger(AgentWork.class);

  private final WorkspaceVersions versions;
  private final Artifacts artifacts;
  private final LargeValues values;
  private final AgentLoop loop;
  private final DirectHandler direct;

  AgentWork(
      WorkspaceVersions versions,
      Artifacts artifacts,
      LargeValues values,
      AgentLoop loop,
      DirectHandler direct) {
    this.versions = versions;
    this.artifacts = artifacts;
    this.values = values;
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
    AttemptArtifacts own = artifacts.open(step.taskId(), step.step(), step.earlierTasks());
    try {
      StepScope scope;
      try {
        scope = scope(step, agent, workspace, own);
      } catch (IOException e) {
        return failed(
            FailureCode.INTERNAL, "cannot look at the granted folders: " + e.getMessage());
      }
      return switch (StoredValues.read(step.inputs(), own)) {
        case StoredValues.Values.Unreadable unreadable -> new Outcome.Failed(unreadable.cause());
        case StoredValues.Values.Read(Map<String, JsonNode> inputs) ->
            stored(
                step, run(step, Goal.of(step, inputs), agent, new Toolbox(workspace), scope), own);
      };
    } finally {
      close(own, step);
    }
  }

  private Outcome stored(RunStep step, Outcome outcome, AttemptArtifacts own) {
    if (!(outcome instanceof Outcome.Completed completed)) {
      return outcome;
    }
    try {
      return new Outcome.Completed(
          values.within(step.inlineTotal()).store(completed.result(), own));
    } catch (IOException e) {
      return new Outcome.Failed(FailureCode.ofArtifacts(e));
    }
  }

  private static void close(AttemptArtifacts own, RunStep step) {
    try {
      own.close();
    } catch (IOException e) {
      LOG.warnf(e, "An attempt's folder could not be removed. taskId=%s", step.taskId());
    }
  }

  private Outcome run(
      RunStep step, Goal goal, @Nullable Agent agent, Toolbox toolbox, StepScope scope)
      throws InterruptedException {
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

  private static StepScope scope(
      RunStep step, @Nullable Agent agent, Workspace workspace, AttemptArtifacts own)
      throws IOException {
    List<String> folders = agent == null ? List.of() : agent.permissions().paths();
    return new StepScope(
        step.taskId(),
        step.tenant(),
        step.step(),
        step.idempotencyKey(),
        Language.of(step.request()),
        agent,
        PathGrants.of(workspace.root(), folders, step.attachments(), own.readable()),
        own);
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
