package io.openclaw.orchestrator.engine;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.openclaw.event.Artifact;
import io.openclaw.event.Conditions.ForEach;
import io.openclaw.event.Result;
import io.openclaw.event.Work;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What goes from the request and from earlier steps into later ones, and into the result. Reads
 * only what is over, so that it comes to the same whenever it is asked.
 */
final class Wiring {
  private final Plan plan;
  private final List<Node> roots;

  Wiring(Plan plan, List<Node> roots) {
    this.plan = plan;
    this.roots = roots;
  }

  /** The inputs that a step names, where they exist, and its element where it is for one. */
  Map<String, JsonNode> inputs(Node node) {
    ForEach forEach = elementOf(node);
    if (forEach == null && node.step.inputs().isEmpty()) {
      return new HashMap<>();
    }
    Map<String, JsonNode> inputs = known(node);
    Set<String> named = new HashSet<>(node.step.inputs());
    if (forEach != null) {
      named.add(forEach.as());
    }
    inputs.keySet().retainAll(named);
    return inputs;
  }

  /**
   * All that a step could ask for. The output of an earlier step wins over an input of its
   * workflow, and a later step's over an earlier one's. Only steps that this one waits for count:
   * what happens to be done beside it must not change what it is given.
   */
  Map<String, JsonNode> known(Node node) {
    Node parent = node.parent;
    if (parent != null && node.element >= 0) {
      Map<String, JsonNode> known = known(parent);
      ForEach forEach = requireNonNull(parent.step.conditions().forEach());
      JsonNode list = requireNonNull(known.get(forEach.list()));
      known.put(forEach.as(), Lists.element(list, node.element));
      return known;
    }
    Map<String, JsonNode> known = parent == null ? new HashMap<>(plan.inputs()) : inputs(parent);
    boolean undoes = node.isCompensation(siblings(node));
    for (Node earlier : before(node)) {
      known.putAll(undoes ? madeSoFar(earlier) : outputs(earlier));
    }
    return known;
  }

  /** The list that a step is done for each element of; null where there is none of that name. */
  @Nullable JsonNode list(Node node) {
    return known(node).get(requireNonNull(node.step.conditions().forEach()).list());
  }

  /** The steps of its flow that a step waits for, however indirectly, in the plan's order. */
  List<Node> before(Node node) {
    List<Node> siblings = siblings(node);
    if (node.isCompensation(siblings)) {
      return siblings.stream().filter(other -> other != node).toList();
    }
    Set<String> wanted = new HashSet<>(node.step.dependsOn());
    for (Node earlier : siblings.reversed()) {
      if (wanted.contains(earlier.step.id())) {
        wanted.addAll(earlier.step.dependsOn());
      }
    }
    return siblings.stream().filter(earlier -> wanted.contains(earlier.step.id())).toList();
  }

  List<Node> siblings(Node node) {
    return node.parent == null ? roots : node.parent.children;
  }

  /** Of a whole task: the last steps' words, every output, every file. */
  Result result() {
    List<String> words = new ArrayList<>();
    Map<String, JsonNode> outputs = new LinkedHashMap<>();
    List<Artifact> artifacts = new ArrayList<>();
    for (Node node : roots) {
      outputs.putAll(outputs(node));
      for (Result result : results(node)) {
        artifacts.addAll(result.artifacts());
        if (isSink(node) && !result.text().isBlank()) {
          words.add(result.text().strip());
        }
      }
    }
    return new Result(String.join("\n\n", words), outputs, artifacts);
  }

  /** What a step hands on, by name: nothing, unless it is complete. */
  Map<String, JsonNode> outputs(Node node) {
    return node.phase instanceof Phase.Completed ? outputs(node, this::outputs) : Map.of();
  }

  /** What a step that is not complete has made so far, for what undoes it. */
  private Map<String, JsonNode> madeSoFar(Node node) {
    return node.phase instanceof Phase.Completed ? outputs(node) : outputs(node, this::madeSoFar);
  }

  private Map<String, JsonNode> outputs(Node node, Function<Node, Map<String, JsonNode>> ofPart) {
    if (node.isList()) {
      return lists(node, ofPart);
    }
    return switch (node.step.work()) {
      case Work.ByAgents work -> byAgents(node, work);
      case Work.SubWorkflow _ -> {
        Map<String, JsonNode> outputs = new LinkedHashMap<>();
        node.children.forEach(child -> outputs.putAll(ofPart.apply(child)));
        yield outputs;
      }
    };
  }

  /**
   * Where one agent's word is enough, its outputs as they are. Where several are waited for, each
   * output is an object with an entry for each agent that has it.
   */
  private static Map<String, JsonNode> byAgents(Node node, Work.ByAgents work) {
    Map<String, Result> results = byAgent(node);
    if (work.join() == 1) {
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

  /** Each output as a list, with an entry for each element; null where it has come to nothing. */
  private Map<String, JsonNode> lists(Node node, Function<Node, Map<String, JsonNode>> ofPart) {
    List<Map<String, JsonNode>> elements = node.children.stream().map(ofPart).toList();
    Set<String> names = new LinkedHashSet<>();
    String expected = node.step.expectedOutput();
    if (expected != null && node.phase instanceof Phase.Completed) {
      names.add(expected);
    }
    elements.forEach(outputs -> names.addAll(outputs.keySet()));
    Map<String, JsonNode> lists = new LinkedHashMap<>();
    for (String name : names) {
      ArrayNode list = JsonNodeFactory.instance.arrayNode();
      elements.forEach(outputs -> list.add(outputs.getOrDefault(name, NullNode.instance)));
      lists.put(name, list);
    }
    return lists;
  }

  private static List<Result> results(Node node) {
    return node.all().stream().flatMap(one -> byAgent(one).values().stream()).toList();
  }

  private static Map<String, Result> byAgent(Node node) {
    Map<String, Result> results = new LinkedHashMap<>();
    for (Assignment assignment : node.assignments) {
      if (assignment.state() instanceof AssignmentState.Completed completed) {
        results.put(assignment.agentId(), completed.result());
      }
    }
    return results;
  }

  private boolean isSink(Node node) {
    return roots.stream().noneMatch(other -> other.step.dependsOn().contains(node.step.id()));
  }

  private static @Nullable ForEach elementOf(Node node) {
    return node.element < 0 || node.parent == null ? null : node.parent.step.conditions().forEach();
  }
}
