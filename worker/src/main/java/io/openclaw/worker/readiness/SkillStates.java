package io.openclaw.worker.readiness;

import io.openclaw.worker.skill.SkillCalls;
import io.openclaw.worker.workspace.WorkerWorkspace;
import jakarta.inject.Singleton;
import java.util.List;

/** The state of each skill that the worker serves. */
@Singleton
class SkillStates {
  private final WorkerWorkspace workspace;
  private final SkillCalls skills;

  SkillStates(WorkerWorkspace workspace, SkillCalls skills) {
    this.workspace = workspace;
    this.skills = skills;
  }

  List<SkillStatus> all() {
    return workspace.served().skills().stream()
        .map(skill -> SkillStatus.of(skill, skills.condition(skill)))
        .toList();
  }
}
