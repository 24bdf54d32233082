package io.openclaw.orchestrator.start;

import io.openclaw.orchestrator.outbox.Relay;
import io.openclaw.orchestrator.store.Transactions;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduler;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Ends the work before Quarkus closes the connections that it needs. */
@ApplicationScoped
class Shutdown {

  void finish(
      @Observes @Priority(1) ShutdownEvent event,
      Scheduler scheduler,
      Relay relay,
      Transactions transactions)
      throws InterruptedException {
    scheduler.pause();
    relay.end();
    transactions.close();
  }
}
