package io.openclaw.orchestrator.start;

import io.openclaw.orchestrator.outbox.Relay;
import io.openclaw.orchestrator.workspace.ActiveWorkspace;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.scheduler.Scheduler;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Checks and prepares what everything else relies on, before the channels open. */
@ApplicationScoped
class Startup {
  void prepare(
      @Observes @Priority(1) StartupEvent event,
      OrchestratorConfig config,
      ActiveWorkspace workspace,
      Relay relay,
      Scheduler scheduler) {
    if (config.internalToken().filter(token -> !token.isBlank()).isEmpty()) {
      throw new ConfigurationException(
          "The orchestrator does not start: OPENCLAW_INTERNAL_TOKEN is not set; set it to the"
              + " secret that the gateway has");
    }
    workspace.begin();
    relay.begin();
    scheduler.resume();
  }
}
