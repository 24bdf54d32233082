package io.openclaw.worker.readiness;

import io.openclaw.worker.environment.PythonEnvironments;
import io.openclaw.worker.environment.Readiness;
import io.openclaw.worker.sandbox.SandboxState;
import io.openclaw.worker.sandbox.Sandboxes;
import io.openclaw.worker.workspace.WorkerWorkspace;
import io.openclaw.workspace.Skill;
import jakarta.inject.Singleton;
import java.util.List;

/** The state of each skill that the worker serves. */
@Singleton
class SkillStates {
  private final WorkerWorkspace workspace;
  private final PythonEnvironments environments;
  private final Sandboxes sandboxes;

  SkillStates(WorkerWorkspace workspace, PythonEnvironments environments, Sandboxes sandboxes) {
    this.workspace = workspace;
    this.environments = environments;
    this.sandboxes = sandboxes;
  }

  List<SkillStatus> all() {
    return workspace.served().skills().stream()
        .map(skill -> SkillStatus.of(skill, state(skill)))
        .toList();
  }

  private Readiness state(Skill skill) {
    return sandboxes.state() instanceof SandboxState.Missing(String reason)
        ? new Readiness.NotReady(reason)
        : environments.state(skill);
  }
}
