package io.openclaw.workspace;

import static java.util.Objects.requireNonNull;

import io.openclaw.event.Conditions;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Steps across several agents.
 *
 * @param inputs what a request has to bring, or may, by name
 * @param steps in file order; {@code dependsOn} decides what waits for what
 * @param totalTimeout of the whole; null: the sum of its parts is bound enough
 */
public record Workflow(
    String id, Map<String, Input> inputs, List<Step> steps, @Nullable Duration totalTimeout) {

  /** What an input is. */
  public enum InputType {
    FILE,
    TEXT,
    LIST
  }

  /**
   * An input of the request.
   *
   * @param accepts file endings such as {@code .csv}; empty: any
   */
  public record Input(String name, InputType type, List<String> accepts, boolean required) {
    public Input {
      requireNonNull(name, "name is null");
      requireNonNull(type, "type is null");
      accepts = List.copyOf(accepts);
    }
  }

  /**
   * One step.
   *
   * @param task what is to be done, in a sentence; null where the name says it
   * @param agents each does it on its own; none where {@code workflow} does it
   * @param join how many of the agents have to complete it, from 1 to all; 0 where there is none
   * @param workflow the one whose steps do it; null where agents do
   * @param inputs names of outputs of earlier steps or of the request's inputs
   * @param skills those it may use; empty: all that the agent has
   * @param timeout of one attempt, or of the whole of {@code workflow}; null: the agent's binding,
   *     the skill or that workflow decides
   */
  public record Step(
      String id,
      String name,
      @Nullable String task,
      List<String> agents,
      int join,
      @Nullable String workflow,
      List<String> inputs,
      List<String> skills,
      @Nullable String expectedOutput,
      @Nullable Duration timeout,
      List<String> dependsOn,
      Conditions conditions) {
    public Step {
      requireNonNull(id, "id is null");
      requireNonNull(name, "name is null");
      agents = List.copyOf(agents);
      if (join < 0 || join > agents.size()) {
        throw new IllegalArgumentException("join must be from 0 to " + agents.size());
      }
      inputs = List.copyOf(inputs);
      skills = List.copyOf(skills);
      dependsOn = List.copyOf(dependsOn);
      requireNonNull(conditions, "conditions is null");
    }
  }

  public Workflow {
    requireNonNull(id, "id is null");
    inputs = Collections.unmodifiableMap(new LinkedHashMap<>(inputs));
    steps = List.copyOf(steps);
  }
}
