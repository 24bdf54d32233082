package io.openclaw.worker.skill.process;

import io.openclaw.worker.WorkerConfig;
import io.openclaw.worker.environment.PythonEnvironments;
import io.openclaw.worker.skill.SkillRuntime;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** The worker's runtime for processes. */
@Dependent
final class ProcessRuntimeProducer {

  @Produces
  @Singleton
  SkillRuntime processes(WorkerConfig config, PythonEnvironments environments) {
    WorkerConfig.Worker worker = config.worker();
    LaunchCommand launch = new LaunchCommand(PythonHelper.install(config.cache()), System.getenv());
    return new ProcessRuntime(
        environments, launch, worker.maxLine().asLongValue(), worker.killGrace());
  }
}
