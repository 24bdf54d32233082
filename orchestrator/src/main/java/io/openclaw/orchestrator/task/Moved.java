package io.openclaw.orchestrator.task;

import io.openclaw.orchestrator.engine.Decision;
import java.util.List;

/**
 * What has come of a batch of impulses.
 *
 * @param decisions that were recorded, in the impulses' order within each task
 * @param refused those that nothing can be made of, however often they are tried
 */
public record Moved(List<Decision> decisions, List<Refused> refused) {
  /** An impulse and why nothing came of it. */
  public record Refused(Impulse impulse, Throwable reason) {}

  public Moved {
    decisions = List.copyOf(decisions);
    refused = List.copyOf(refused);
  }
}
