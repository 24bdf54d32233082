package io.openclaw.event;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One step of a task's plan.
 *
 * @param id unique within its workflow
 * @param dependsOn ids of the steps that must be over before
 * @param inputs names of the outputs and request inputs that it is given, where they exist
 * @param expectedOutput name under which later steps know its output
 * @param timeout of one attempt by an agent; of the whole of a sub-workflow
 * @param work what is done
 * @param conditions when, how often, and what if it fails
 */
public record PlannedStep(
    String id,
    String name,
    List<String> dependsOn,
    List<String> inputs,
    @Nullable String expectedOutput,
    Duration timeout,
    Work work,
    Conditions conditions) {
  public PlannedStep {
    requireNonNull(id, "id is null");
    requireNonNull(name, "name is null");
    dependsOn = List.copyOf(dependsOn);
    inputs = List.copyOf(inputs);
    requireNonNull(timeout, "timeout is null");
    requireNonNull(work, "work is null");
    requireNonNull(conditions, "conditions is null");
  }
}
