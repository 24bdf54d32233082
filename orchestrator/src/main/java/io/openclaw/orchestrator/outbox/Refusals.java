package io.openclaw.orchestrator.outbox;

import io.openclaw.event.StepCommand.RunStep;
import io.openclaw.orchestrator.store.OutboxMessage;
import io.smallrye.mutiny.Uni;
import java.util.List;

/** Hears of steps that Kafka will never take, so that no worker ever sees them. */
public interface Refusals {

  /**
   * Completes when that is stored; comes again where it fails, or where this process dies.
   *
   * @param steps messages with a {@link RunStep}
   */
  Uni<Void> refused(List<OutboxMessage> steps);
}
