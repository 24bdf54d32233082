package io.openclaw.worker.readiness;

import io.openclaw.worker.ServedSkills;
import io.openclaw.worker.environment.PythonEnvironments;
import jakarta.inject.Singleton;
import java.util.List;

/** The state of each skill that the worker serves. */
@Singleton
class SkillStates {
  private final ServedSkills served;
  private final PythonEnvironments environments;

  SkillStates(ServedSkills served, PythonEnvironments environments) {
    this.served = served;
    this.environments = environments;
  }

  List<SkillStatus> all() {
    return served.skills().stream()
        .map(skill -> SkillStatus.of(skill, environments.state(skill)))
        .toList();
  }
}
