package io.openclaw.orchestrator.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.openclaw.event.Artifact;
import io.openclaw.event.PlannedStep;
import io.openclaw.event.Result;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What goes from the request and from earlier steps into later ones, and into the result. */
final class Wiring {
  private Wiring() {}

  /**
   * The inputs that the step names, where they exist. The output of an earlier step wins over an
   * input of the request, and a later step's over an earlier one's. Only steps that this one waits
   * for count: what happens to be complete beside it must not change what it is given.
   */
  static Map<String, JsonNode> inputs(
      Plan plan, PlannedStep step, Map<String, List<Assignment>> progress) {
    Map<String, JsonNode> known = new HashMap<>(plan.inputs());
    for (PlannedStep earlier : plan.ancestors(step)) {
      known.putAll(outputs(earlier, progress));
    }
    known.keySet().retainAll(step.inputs());
    return known;
  }

  /** Of a whole task: the last steps' words, every output, every file. */
  static Result result(Plan plan, Map<String, List<Assignment>> progress) {
    List<String> words = new ArrayList<>();
    Map<String, JsonNode> outputs = new LinkedHashMap<>();
    List<Artifact> artifacts = new ArrayList<>();
    for (PlannedStep step : plan.steps()) {
      outputs.putAll(outputs(step, progress));
      for (Result result : results(step, progress).values()) {
        artifacts.addAll(result.artifacts());
        if (plan.isSink(step) && !result.text().isBlank()) {
          words.add(result.text().strip());
        }
      }
    }
    return new Result(String.join("\n\n", words), outputs, artifacts);
  }

  /**
   * A step by one agent has its outputs as they are. Where several did the same step, each output
   * is an object with an entry for each agent that has it.
   */
  private static Map<String, JsonNode> outputs(
      PlannedStep step, Map<String, List<Assignment>> progress) {
    Map<String, Result> results = results(step, progress);
    if (step.agents().size() == 1) {
      return results.values().stream().findFirst().map(Result::outputs).orElse(Map.of());
    }
    Map<String, JsonNode> merged = new LinkedHashMap<>();
    results.forEach((agentId, result) ->
        result
            .outputs()
            .forEach((name, value) ->
                ((ObjectNode)
                        merged.computeIfAbsent(name, _ -> JsonNodeFactory.instance.objectNode()))
                    .set(agentId, value)));
    return merged;
  }

  private static Map<String, Result> results(
      PlannedStep step, Map<String, List<Assignment>> progress) {
    Map<String, Result> results = new LinkedHashMap<>();
    for (Assignment assignment : progress.getOrDefault(step.id(), List.of())) {
      if (assignment.state() instanceof AssignmentState.Completed completed) {
        results.put(assignment.agentId(), completed.result());
      }
    }
    return results;
  }
}
