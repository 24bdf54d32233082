package io.openclaw.worker.liveness;

import io.openclaw.worker.WorkerConfig;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;

/** Who and when. */
@Dependent
final class LivenessProducer {

  @Produces
  @Singleton
  WorkerIdentity identity(WorkerConfig config) {
    return WorkerIdentity.of(config.worker().id());
  }

  @Produces
  @Singleton
  Clock clock() {
    return Clock.systemUTC();
  }
}
