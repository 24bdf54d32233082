package io.openclaw.worker.sandbox;

import io.openclaw.worker.WorkerConfig;
import io.openclaw.worker.WorkerConfig.Switch;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** The worker's sandbox. */
@Dependent
final class SandboxesProducer {

  @Produces
  @Singleton
  Sandboxes sandboxes(WorkerConfig config) {
    return new Sandboxes(
        config.worker().sandbox().mode() == Switch.ON,
        config.cache(),
        System.getenv().getOrDefault("PATH", "/usr/bin:/bin"));
  }
}
