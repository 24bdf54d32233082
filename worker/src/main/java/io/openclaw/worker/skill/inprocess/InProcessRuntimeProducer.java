package io.openclaw.worker.skill.inprocess;

import io.micrometer.core.instrument.MeterRegistry;
import io.openclaw.skill.SkillHandler;
import io.openclaw.worker.WorkerConfig;
import io.openclaw.worker.skill.SkillRuntime;
import io.quarkus.arc.All;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;

/** The worker's runtime for handlers in Java: all beans of its build that are one. */
@Dependent
public final class InProcessRuntimeProducer {

  @Produces
  @Singleton
  public SkillRuntime inProcess(
      @All List<SkillHandler> handlers, MeterRegistry meters, WorkerConfig config) {
    WorkerConfig.Worker worker = config.worker();
    return new InProcessRuntime(
        handlers, meters, worker.maxLine().asLongValue(), worker.killGrace());
  }
}
