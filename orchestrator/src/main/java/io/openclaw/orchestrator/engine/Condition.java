package io.openclaw.orchestrator.engine;

import com.fasterxml.jackson.databind.JsonNode;
import io.openclaw.event.Failure;
import io.openclaw.expression.Expression;
import io.openclaw.expression.ExpressionException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Decides whether a step is done. */
final class Condition {
  private Condition() {}

  /** What the expression comes to. */
  sealed interface Verdict {
    record True() implements Verdict {}

    record False() implements Verdict {}

    /** It cannot be decided. */
    record Senseless(Failure cause) implements Verdict {}
  }

  /**
   * @param when null: always
   */
  static Verdict check(@Nullable String when, Wiring wiring, Node node) {
    if (when == null) {
      return new Verdict.True();
    }
    Map<String, JsonNode> values = wiring.known(node);
    Map<String, String> steps = new HashMap<>();
    wiring.before(node).forEach(step -> steps.put(step.step.id(), step.phase.view().name()));
    try {
      return Expression.compile(when, values.keySet()).test(values, steps)
          ? new Verdict.True()
          : new Verdict.False();
    } catch (ExpressionException e) {
      return new Verdict.Senseless(Endings.conditionFailed(when, String.valueOf(e.getMessage())));
    }
  }
}
