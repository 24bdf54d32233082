package io.openclaw.orchestrator.task;

import io.openclaw.orchestrator.engine.Decision;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

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

  /** This and what has come of the impulses behind it. */
  Moved and(Moved next) {
    List<Decision> both = new ArrayList<>(decisions);
    both.addAll(next.decisions);
    List<Refused> allRefused = new ArrayList<>(refused);
    allRefused.addAll(next.refused);
    return new Moved(both, allRefused);
  }

  /** Why nothing came of messages, by their ids. */
  public Map<String, Throwable> refusedMessages() {
    Map<String, Throwable> reasons = new HashMap<>();
    for (Refused one : refused) {
      reasons.put(String.valueOf(one.impulse().messageId()), one.reason());
    }
    return reasons;
  }
}
