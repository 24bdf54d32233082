package io.openclaw.worker.readiness;

import io.openclaw.worker.environment.PythonEnvironments;
import io.openclaw.worker.workspace.WorkerWorkspace;
import jakarta.inject.Singleton;
import java.util.List;

/** The state of each skill that the worker serves. */
@Singleton
class SkillStates {
  private final WorkerWorkspace workspace;
  private final PythonEnvironments environments;

  SkillStates(WorkerWorkspace workspace, PythonEnvironments environments) {
    this.workspace = workspace;
    this.environments = environments;
  }

  List<SkillStatus> all() {
    return workspace.served().skills().stream()
        .map(skill -> SkillStatus.of(skill, environments.state(skill)))
        .toList();
  }
}
