package io.openclaw.worker.skill.process;

import io.micrometer.core.instrument.MeterRegistry;
import io.openclaw.worker.WorkerConfig;
import io.openclaw.worker.egress.Egress;
import io.openclaw.worker.environment.PythonEnvironments;
import io.openclaw.worker.sandbox.Sandboxes;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;

/** The worker's runtime for processes. */
@Dependent
final class ProcessRuntimeProducer {

  @Produces
  @Singleton
  ProcessRuntime processes(
      WorkerConfig config,
      PythonEnvironments environments,
      Sandboxes sandboxes,
      MeterRegistry meters) {
    WorkerConfig.Worker worker = config.worker();
    int processors = Runtime.getRuntime().availableProcessors();
    Cells cells =
        new Cells(
            new Egress(worker.sandbox().privateHosts().orElse(List.of()), System.getenv(), meters),
            new LaunchCommand(
                PythonHelper.install(config.cache()),
                System.getenv(),
                new CallLimits(worker.sandbox(), processors)),
            worker.maxLine().asLongValue(),
            worker.killGrace());
    return new ProcessRuntime(
        environments,
        sandboxes,
        cells,
        worker.killGrace(),
        WarmLimits.of(worker.warm(), processors),
        meters);
  }

  void close(@Disposes ProcessRuntime runtime) {
    runtime.close();
  }
}
