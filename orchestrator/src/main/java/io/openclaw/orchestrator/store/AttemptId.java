package io.openclaw.orchestrator.store;

import io.openclaw.event.StepAttempt;
import java.util.UUID;

/** An attempt's name in one string, which is also the id of the message that orders it. */
public record AttemptId(UUID taskId, StepAttempt step) {

  /**
   * Reads back what {@link #toString()} gave.
   *
   * @throws IllegalArgumentException where it is no such id
   */
  public static AttemptId parse(String id) {
    int first = id.indexOf(':');
    int last = id.lastIndexOf(':');
    int agent = id.lastIndexOf(':', last - 1);
    if (first < 0 || agent <= first) {
      throw new IllegalArgumentException("no attempt's id: " + id);
    }
    return new AttemptId(
        UUID.fromString(id.substring(0, first)),
        new StepAttempt(
            id.substring(first + 1, agent),
            id.substring(agent + 1, last),
            Integer.parseInt(id.substring(last + 1))));
  }

  @Override
  public String toString() {
    return String.join(
        ":", taskId.toString(), step.stepId(), step.agentId(), String.valueOf(step.attempt()));
  }
}
