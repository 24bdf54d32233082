package io.openclaw.event;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One step of a task's plan.
 *
 * @param agents who does it, each on its own; {@link StepAttempt#SHARED} alone for a shared skill
 * @param dependsOn ids of the steps that must have completed before
 * @param inputs names of the outputs and request inputs that it is given, where they exist
 * @param skills the skills it may use
 * @param handler the handler to call directly, without an agent's judgement
 * @param expectedOutput name under which later steps know its output
 * @param timeout of one attempt
 * @param maxRetries tries after the first one
 */
public record PlannedStep(
    String id,
    String name,
    List<String> agents,
    List<String> dependsOn,
    List<String> inputs,
    List<String> skills,
    @Nullable String handler,
    @Nullable String expectedOutput,
    Duration timeout,
    int maxRetries) {
  public PlannedStep {
    requireNonNull(id, "id is null");
    requireNonNull(name, "name is null");
    agents = List.copyOf(agents);
    dependsOn = List.copyOf(dependsOn);
    inputs = List.copyOf(inputs);
    skills = List.copyOf(skills);
    requireNonNull(timeout, "timeout is null");
    if (agents.isEmpty()) {
      throw new IllegalArgumentException("step " + id + " has no agent");
    }
    if (maxRetries < 0) {
      throw new IllegalArgumentException("maxRetries of step " + id + " is negative");
    }
  }
}
