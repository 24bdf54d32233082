package io.openclaw.orchestrator.start;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduler;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Begins nothing new while the connections are being closed. */
@ApplicationScoped
class Shutdown {

  void pause(@Observes @Priority(1) ShutdownEvent event, Scheduler scheduler) {
    scheduler.pause();
  }
}
