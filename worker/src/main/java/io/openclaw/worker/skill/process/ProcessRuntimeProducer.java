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
import java.util.Map;

/** The worker's runtime for processes, and what others start processes with. */
@Dependent
public final class ProcessRuntimeProducer {

  @Produces
  @Singleton
  public Programs programs(WorkerConfig config, PythonEnvironments environments) {
    String path = System.getenv().getOrDefault("PATH", "");
    return new Programs(
        environments,
        new PythonPrograms(PythonHelper.install(config.cache()), path),
        new SkillCommand(new SystemPrograms(path)));
  }

  @Produces
  @Singleton
  public Cells cells(WorkerConfig config, MeterRegistry meters) {
    WorkerConfig.Worker worker = config.worker();
    int processors = Runtime.getRuntime().availableProcessors();
    Map<String, String> own = System.getenv();
    return new Cells(
        new Egress(worker.sandbox().privateHosts().orElse(List.of()), own, meters),
        new LaunchCommand(own, new CallLimits(worker.sandbox(), processors)),
        worker.maxLine().asLongValue(),
        worker.killGrace());
  }

  @Produces
  @Singleton
  public ProcessRuntime processes(
      WorkerConfig config,
      Programs programs,
      Sandboxes sandboxes,
      Cells cells,
      MeterRegistry meters) {
    WorkerConfig.Worker worker = config.worker();
    return new ProcessRuntime(
        programs, sandboxes, cells, worker.killGrace(), WarmLimits.of(worker.warm()), meters);
  }

  void close(@Disposes ProcessRuntime runtime) {
    runtime.close();
    ScratchParent.leave();
  }
}
