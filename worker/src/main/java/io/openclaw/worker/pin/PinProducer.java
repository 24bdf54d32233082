package io.openclaw.worker.pin;

import io.openclaw.worker.WorkerConfig;
import io.openclaw.worker.skill.CallGate;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;

/** The worker's check against the lock file. */
@Dependent
final class PinProducer {

  @Produces
  @Singleton
  CallGate pins(WorkerConfig config, Clock clock) {
    return new PinGate(new FolderHashes(clock), config.worker().limits().requirePin());
  }
}
