package io.openclaw.worker.agent;

import static java.util.Objects.requireNonNull;

import io.openclaw.worker.plan.Goal;
import io.openclaw.worker.skill.SkillOutcome;
import io.openclaw.worker.skill.Tool;
import java.util.ArrayList;
import java.util.List;

/**
 * What a model is shown. Immutable; each turn makes a longer one.
 *
 * @param system who the agent is
 * @param goal what it is to do
 * @param tools what it may call
 * @param exchanges its turns so far, with what its calls came to
 */
public record Conversation(String system, Goal goal, List<Tool> tools, List<Exchange> exchanges) {
  public Conversation {
    requireNonNull(system, "system is null");
    requireNonNull(goal, "goal is null");
    tools = List.copyOf(tools);
    exchanges = List.copyOf(exchanges);
  }

  /** A call and what came of it. */
  public record Done(ToolCall call, SkillOutcome outcome) {
    public Done {
      requireNonNull(call, "call is null");
      requireNonNull(outcome, "outcome is null");
    }
  }

  /** One turn of the agent with its calls. */
  public record Exchange(String text, List<Done> calls) {
    public Exchange {
      requireNonNull(text, "text is null");
      calls = List.copyOf(calls);
    }
  }

  static Conversation begin(String system, Goal goal, List<Tool> tools) {
    return new Conversation(system, goal, tools, List.of());
  }

  Conversation with(Exchange exchange) {
    List<Exchange> longer = new ArrayList<>(exchanges);
    longer.add(exchange);
    return new Conversation(system, goal, tools, longer);
  }

  /** All calls so far, in order. */
  public List<Done> calls() {
    return exchanges.stream().flatMap(exchange -> exchange.calls().stream()).toList();
  }
}
