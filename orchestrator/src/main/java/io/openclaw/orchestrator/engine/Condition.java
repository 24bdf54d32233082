package io.openclaw.orchestrator.engine;

import com.fasterxml.jackson.databind.JsonNode;
import io.openclaw.event.Failure;
import io.openclaw.expression.Expression;
import io.openclaw.expression.ExpressionException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Decides whether a step is done. */
final class Condition {
  private Condition() {}

  /** What the expression comes to. */
  sealed interface Answer {
    record True() implements Answer {}

    record False() implements Answer {}

    /** It cannot be decided. */
    record Senseless(Failure cause) implements Answer {}
  }

  /**
   * @param when null: always
   */
  static Answer check(@Nullable String when, Wiring wiring, Node node) {
    if (when == null) {
      return new Answer.True();
    }
    Map<String, JsonNode> values = wiring.known(node);
    Map<String, String> steps = new HashMap<>();
    wiring.before(node).forEach(step -> steps.put(step.step.id(), step.phase.view().name()));
    try {
      return Expression.compile(when, names(values, wiring, node)).test(values, steps)
          ? new Answer.True()
          : new Answer.False();
    } catch (ExpressionException e) {
      return new Answer.Senseless(Endings.conditionFailed(when, String.valueOf(e.getMessage())));
    }
  }

  /** With those that might have been there: to ask for one first is no mistake. */
  private static Set<String> names(Map<String, JsonNode> values, Wiring wiring, Node node) {
    Set<String> names = new HashSet<>(values.keySet());
    names.addAll(node.step.inputs());
    for (Node earlier : wiring.before(node)) {
      String output = earlier.step.expectedOutput();
      if (output != null) {
        names.add(output);
      }
    }
    return names;
  }
}
