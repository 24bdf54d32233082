package io.openclaw.worker;

import io.openclaw.worker.environment.PythonEnvironments;
import io.openclaw.worker.liveness.Liveness;
import io.openclaw.worker.skill.SkillCalls;
import io.openclaw.worker.step.Steps;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** The order in which the worker begins and ends. */
@Singleton
class Lifecycle {
  private final ServedSkills served;
  private final PythonEnvironments environments;
  private final SkillCalls skills;
  private final Steps steps;
  private final Liveness liveness;

  Lifecycle(
      ServedSkills served,
      PythonEnvironments environments,
      SkillCalls skills,
      Steps steps,
      Liveness liveness) {
    this.served = served;
    this.environments = environments;
    this.skills = skills;
    this.steps = steps;
    this.liveness = liveness;
  }

  void begin(@Observes StartupEvent event) {
    environments.prepare(served.skills());
    Thread.ofVirtual().name("prepare-skills").start(() -> skills.prepare(served.skills()));
    liveness.begin(steps::running);
  }

  /** Says that it stops when nothing runs any more: from then on others may have its steps. */
  void end(@Observes ShutdownEvent event) {
    steps.stop();
    liveness.end();
  }
}
