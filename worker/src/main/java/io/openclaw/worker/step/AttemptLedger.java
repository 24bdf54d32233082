package io.openclaw.worker.step;

import io.openclaw.event.StepCommand.RunStep;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/**
 * Remembers which attempts this process has taken, so that none is run twice and none after a later
 * one. Forgets the oldest beyond a bound. Thread-safe.
 */
final class AttemptLedger {
  private final Map<Part, Integer> newest;

  AttemptLedger(int bound) {
    this.newest =
        new LinkedHashMap<>() {
          private static final long serialVersionUID = 1L;

          @Override
          protected boolean removeEldestEntry(Map.Entry<Part, Integer> eldest) {
            return size() > bound;
          }
        };
  }

  /** One agent's part in a step. */
  private record Part(UUID taskId, String stepId, String agentId) {
    static Part of(RunStep step) {
      return new Part(step.taskId(), step.step().stepId(), step.step().agentId());
    }
  }

  /** Whether the attempt is newer than any that was taken. */
  synchronized boolean isNew(RunStep step) {
    return newest.getOrDefault(Part.of(step), 0) < step.step().attempt();
  }

  /** Notes that the attempt was taken. */
  synchronized void take(RunStep step) {
    Part part = Part.of(step);
    newest.remove(part);
    newest.put(part, step.step().attempt());
  }
}
