package io.openclaw.orchestrator.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.openclaw.event.Conditions.ForEach;
import io.openclaw.event.Result;
import io.openclaw.event.Work;
import io.openclaw.task.StepStatus;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What each step is given and hands on, by the results that the events have told.
 *
 * @param so the task, with all of its steps
 */
record Values(Situation so) {

  static Values of(Situation so) {
    return new Values(so);
  }

  /** What the step takes of what it could have. */
  Map<String, JsonNode> given(StepView step) {
    Map<String, JsonNode> given = known(step);
    Set<String> wanted = new HashSet<>(step.step.inputs());
    ForEach forEach = step.step.conditions().forEach();
    if (step.isElement && forEach != null) {
      wanted.add(forEach.as());
    }
    given.keySet().retainAll(wanted);
    return given;
  }

  /** Inputs of its workflow, and over them what the steps that it waits for hand on. */
  Map<String, JsonNode> known(StepView step) {
    StepView parent = step.parent;
    if (step.isElement && parent != null) {
      Map<String, JsonNode> known = known(parent);
      ForEach forEach = parent.step.conditions().forEach();
      JsonNode list = forEach == null ? null : known.get(forEach.list());
      if (forEach != null && list != null) {
        known.put(forEach.as(), list.get(parent.children.indexOf(step)));
      }
      return known;
    }
    Map<String, JsonNode> known =
        parent == null ? new HashMap<>(so.plan().inputs()) : given(parent);
    Set<String> before = before(step);
    for (StepView other : step.flow) {
      if (before.contains(other.step.id())) {
        known.putAll(handedOn(other));
      }
    }
    return known;
  }

  /** The length of the list that a step is done for; null where there is none. */
  @Nullable Integer listSize(StepView step) {
    ForEach forEach = step.step.conditions().forEach();
    JsonNode list = forEach == null ? null : known(step).get(forEach.list());
    return list == null || !list.isArray() ? null : (Integer) list.size();
  }

  /** Nothing, unless it is complete. */
  Map<String, JsonNode> handedOn(StepView step) {
    if (step.status != StepStatus.COMPLETED) {
      return Map.of();
    }
    if (step.isList()) {
      return lists(step);
    }
    if (step.step.work() instanceof Work.ByAgents) {
      return madeByAgents(step);
    }
    Map<String, JsonNode> all = new LinkedHashMap<>();
    step.children.forEach(child -> all.putAll(handedOn(child)));
    return all;
  }

  /** The ids of all that it waits for, however indirectly. */
  private static Set<String> before(StepView step) {
    Set<String> before = new HashSet<>(step.step.dependsOn());
    for (StepView other : step.flow.reversed()) {
      if (before.contains(other.step.id())) {
        before.addAll(other.step.dependsOn());
      }
    }
    return before;
  }

  /** As it is where one agent's word is enough, else by agent; whether there are enough or not. */
  Map<String, JsonNode> madeByAgents(StepView step) {
    boolean one = step.step.work() instanceof Work.ByAgents work && work.join() == 1;
    Map<String, JsonNode> all = new LinkedHashMap<>();
    for (PartFacts part : so.facts().partsOf(step.path)) {
      Result result = part.result;
      if (result != null && one) {
        return result.outputs();
      } else if (result != null) {
        result
            .outputs()
            .forEach((name, value) ->
                ((ObjectNode) all.computeIfAbsent(name, _ -> JsonNodeFactory.instance.objectNode()))
                    .set(part.agentId, value));
      }
    }
    return all;
  }

  /** In the order of the elements, with null for each that has come to nothing. */
  private Map<String, JsonNode> lists(StepView step) {
    Map<String, JsonNode> all = new LinkedHashMap<>();
    if (step.step.expectedOutput() != null) {
      all.put(step.step.expectedOutput(), JsonNodeFactory.instance.arrayNode());
    }
    step.children.forEach(child ->
        handedOn(child)
            .keySet()
            .forEach(name -> all.putIfAbsent(name, JsonNodeFactory.instance.arrayNode())));
    all.forEach((name, list) ->
        step.children.forEach(child ->
            ((ArrayNode) list).add(handedOn(child).getOrDefault(name, NullNode.instance))));
    return all;
  }
}
