package io.openclaw.worker.model;

import io.openclaw.worker.agent.Model;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** The model that agents think with: the rehearsal one while there is no provider. */
@Dependent
final class ModelProducer {

  @Produces
  @Singleton
  Model model() {
    return new RehearsalModel();
  }
}
