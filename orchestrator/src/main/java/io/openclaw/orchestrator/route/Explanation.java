package io.openclaw.orchestrator.route;

import static java.util.Objects.requireNonNull;

import io.openclaw.event.Failure;
import io.openclaw.event.Route;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a text would go, and every rule that had a say.
 *
 * @param route null where there is none
 * @param cause why there is none
 * @param considered all rules, in the order in which they are tried
 */
public record Explanation(
    @Nullable Route route, @Nullable Failure cause, List<Considered> considered) {

  /** One rule and whether it matched. */
  public record Considered(String rule, int priority, boolean matched) {
    public Considered {
      requireNonNull(rule, "rule is null");
    }
  }

  public Explanation {
    considered = List.copyOf(considered);
  }
}
