package io.openclaw.worker;

import io.openclaw.worker.environment.PythonEnvironments;
import io.openclaw.worker.liveness.Liveness;
import io.openclaw.worker.skill.SkillCalls;
import io.openclaw.worker.step.Steps;
import io.openclaw.worker.workspace.ServedSkills;
import io.openclaw.worker.workspace.WorkerWorkspace;
import io.openclaw.workspace.Skill;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** The order in which the worker begins and ends. */
@Singleton
class Lifecycle {
  private final WorkerWorkspace workspace;
  private final PythonEnvironments environments;
  private final SkillCalls skills;
  private final Steps steps;
  private final Liveness liveness;

  Lifecycle(
      WorkerWorkspace workspace,
      PythonEnvironments environments,
      SkillCalls skills,
      Steps steps,
      Liveness liveness) {
    this.workspace = workspace;
    this.environments = environments;
    this.skills = skills;
    this.steps = steps;
    this.liveness = liveness;
  }

  void begin(@Observes StartupEvent event) {
    workspace.begin(this::prepare);
    liveness.begin(steps::running, steps::partitions);
  }

  private void prepare(ServedSkills served) {
    steps.limit(workspace.loadBalancing());
    environments.prepare(served.skills().stream().filter(Skill::isPython).toList());
    Thread.ofVirtual().name("prepare-skills").start(() -> skills.prepare(served.skills()));
  }

  /** Says that it stops when nothing runs any more: from then on others may have its steps. */
  void end(@Observes ShutdownEvent event) {
    workspace.end();
    steps.stop();
    liveness.end();
  }
}
