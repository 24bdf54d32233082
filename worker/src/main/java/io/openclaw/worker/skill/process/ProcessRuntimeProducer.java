package io.openclaw.worker.skill.process;

import io.micrometer.core.instrument.MeterRegistry;
import io.openclaw.worker.WorkerConfig;
import io.openclaw.worker.egress.Egress;
import io.openclaw.worker.environment.PythonEnvironments;
import io.openclaw.worker.sandbox.Sandboxes;
import io.openclaw.worker.skill.SkillRuntime;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;

/** The worker's runtime for processes. */
@Dependent
final class ProcessRuntimeProducer {

  @Produces
  @Singleton
  SkillRuntime processes(
      WorkerConfig config,
      PythonEnvironments environments,
      Sandboxes sandboxes,
      MeterRegistry meters) {
    WorkerConfig.Worker worker = config.worker();
    CallLimits limits =
        new CallLimits(worker.sandbox(), Runtime.getRuntime().availableProcessors());
    return new ProcessRuntime(
        environments,
        sandboxes,
        new Egress(worker.sandbox().privateHosts().orElse(List.of()), System.getenv(), meters),
        new LaunchCommand(PythonHelper.install(config.cache()), System.getenv(), limits),
        worker.maxLine().asLongValue(),
        worker.killGrace());
  }
}
