package io.openclaw.worker.skill;

import io.micrometer.core.instrument.MeterRegistry;
import io.openclaw.worker.WorkerConfig;
import io.openclaw.worker.environment.PythonEnvironments;
import io.openclaw.worker.live.LiveView;
import io.openclaw.workspace.Skill.RuntimeKind;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Map;

/** Puts together what calling a skill takes. */
@Dependent
final class SkillsProducer {

  @Produces
  @Singleton
  SkillCalls calls(
      WorkerConfig config,
      PythonEnvironments environments,
      LiveView live,
      MeterRegistry meters,
      Clock clock) {
    WorkerConfig.Worker worker = config.worker();
    LaunchCommand launch = new LaunchCommand(PythonHelper.install(config.cache()), System.getenv());
    SkillRuntime processes =
        new ProcessRuntime(
            environments, launch, worker.maxLine().asLongValue(), worker.killGrace());
    return new CheckedCalls(
        Map.of(RuntimeKind.PROCESS, processes), new CallWatch(live, meters, clock));
  }
}
