package io.openclaw.worker.step;

import io.openclaw.event.StepAttempt;
import io.openclaw.event.StepCommand.CancelStep;
import io.openclaw.event.StepCommand.RunStep;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Attempts that nobody waits for any more, so that one that is still in line, here or in Kafka, is
 * not begun. The newest are kept; whoever begins with an older one is told again. Thread-safe.
 */
final class CancelledSteps {
  private static final int KEPT = 10_000;

  private final Set<Attempt> cancelled =
      Collections.newSetFromMap(
          Collections.synchronizedMap(
              new LinkedHashMap<>() {
                @Override
                protected boolean removeEldestEntry(Map.Entry<Attempt, Boolean> eldest) {
                  return size() > KEPT;
                }
              }));

  private record Attempt(UUID taskId, StepAttempt step) {}

  void add(CancelStep command) {
    cancelled.add(new Attempt(command.taskId(), command.step()));
  }

  boolean contains(RunStep step) {
    return cancelled.contains(new Attempt(step.taskId(), step.step()));
  }
}
