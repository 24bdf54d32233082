package io.openclaw.worker.environment;

import io.openclaw.worker.WorkerConfig;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** The worker's Python environments. */
@Dependent
final class EnvironmentsProducer {

  @Produces
  @Singleton
  PythonEnvironments environments(WorkerConfig config) {
    return new PythonEnvironments(config.python(), config.cache(), System.getenv());
  }

  void close(@Disposes PythonEnvironments environments) {
    environments.close();
  }
}
