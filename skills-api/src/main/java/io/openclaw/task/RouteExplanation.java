package io.openclaw.task;

import static java.util.Objects.requireNonNull;

import io.openclaw.event.Failure;
import io.openclaw.event.Route;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a text would go, and every rule that had a say.
 *
 * @param route null where there is none
 * @param cause why there is none; null where there is one
 * @param considered all rules, in the order in which they are tried
 */
public record RouteExplanation(
    @Nullable Route route, @Nullable Failure cause, List<Considered> considered) {
  public RouteExplanation {
    if ((route == null) == (cause == null)) {
      throw new IllegalArgumentException("either a route or the cause of there being none");
    }
    considered = List.copyOf(considered);
  }

  /** One rule and whether it matched. */
  public record Considered(String rule, int priority, boolean matched) {
    public Considered {
      requireNonNull(rule, "rule is null");
    }
  }
}
