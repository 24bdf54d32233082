package io.openclaw.worker.plan;

import com.fasterxml.jackson.databind.JsonNode;
import io.openclaw.worker.plan.Plan.Missing;
import io.openclaw.worker.skill.Tool;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Plans backwards from a goal: an input that is not there is produced by another handler, and so
 * on. An optional input is used where it can be had. The same question always gets the same answer.
 */
public final class Planner {

  /** More than a sane workspace ever needs; what is beyond it counts as not to be had. */
  private static final int MOST_LOOKS = 2_000;

  private final Goal goal;
  private final List<Tool> tools;
  private final Map<String, JsonNode> produced;

  /**
   * @param tools what may be called, in order of preference
   * @param produced outputs of calls made already, by name
   */
  public Planner(Goal goal, List<Tool> tools, Map<String, JsonNode> produced) {
    this.goal = goal;
    this.tools = List.copyOf(tools);
    this.produced = Map.copyOf(produced);
  }

  /** The calls that lead to the call of a handler, that one last. */
  public Plan planFor(Tool target) {
    Search search = new Search();
    Missing missing = search.require(target);
    return missing == null ? new Plan.Ready(List.copyOf(search.calls.values())) : missing;
  }

  /** One search: depth first, each call planned at most once. */
  private final class Search {
    private final Map<String, PlannedCall> calls = new LinkedHashMap<>();
    private final Set<String> open = new HashSet<>();
    private int looks;

    /** Plans a call with all that it needs; what it lacks, or null. */
    @Nullable Missing require(Tool tool) {
      if (calls.containsKey(tool.id())) {
        return null;
      }
      open.add(tool.id());
      try {
        return bindAll(tool);
      } finally {
        open.remove(tool.id());
      }
    }

    private @Nullable Missing bindAll(Tool tool) {
      InputBinder binder = new InputBinder(goal, produced, tool);
      Map<String, Source> sources = new LinkedHashMap<>();
      for (Map.Entry<String, JsonNode> input : Schema.inputs(tool.handler().inputs()).entrySet()) {
        String name = input.getKey();
        Source source = binder.bind(name, input.getValue());
        Missing missing = null;
        if (source == null) {
          missing = new Missing(tool, name, input.getValue());
          for (Tool producer : producersOf(name)) {
            Missing lack = attempt(producer);
            if (lack == null) {
              source = new Source.OutputOf(producer);
              break;
            }
            // What the first producer lacks is nearer to what somebody can do about it.
            missing = missing.tool().equals(tool) ? lack : missing;
          }
        }
        if (source != null) {
          sources.put(name, source);
        } else if (binder.isRequired(name)) {
          return missing;
        }
      }
      calls.put(tool.id(), new PlannedCall(tool, sources));
      return null;
    }

    /** Plans a producer, or leaves the plan as it was. */
    private @Nullable Missing attempt(Tool producer) {
      Map<String, PlannedCall> before = new LinkedHashMap<>(calls);
      Missing lack = require(producer);
      if (lack != null) {
        calls.clear();
        calls.putAll(before);
      }
      return lack;
    }

    private List<Tool> producersOf(String output) {
      if (++looks > MOST_LOOKS) {
        return List.of();
      }
      return tools.stream()
          .filter(tool -> output.equals(tool.handler().produces()))
          .filter(tool -> !open.contains(tool.id()))
          .toList();
    }
  }
}
