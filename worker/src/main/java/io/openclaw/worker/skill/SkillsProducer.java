package io.openclaw.worker.skill;

import io.micrometer.core.instrument.MeterRegistry;
import io.openclaw.worker.live.LiveView;
import io.quarkus.arc.All;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;

/** Puts together what calling a skill takes. */
@Dependent
final class SkillsProducer {

  @Produces
  @Singleton
  SkillCalls calls(
      @All List<SkillRuntime> runtimes,
      @All List<CallGate> gates,
      LiveView live,
      MeterRegistry meters,
      Clock clock) {
    return new CheckedCalls(runtimes, gates, new CallWatch(live, meters, clock));
  }
}
