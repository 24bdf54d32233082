package io.openclaw.gateway.orchestrator;

import static java.util.Objects.requireNonNull;

import io.openclaw.event.Route;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Where a text would go.
 *
 * @param considered the rules in the order in which they were tried
 */
@Schema(name = "RouteExplanation", description = "Where a text would go, and why.")
public record RouteExplanation(Route route, List<Considered> considered) {
  public RouteExplanation {
    requireNonNull(route, "route is null");
    considered = List.copyOf(considered);
  }

  /** A rule, and whether it matched. */
  @Schema(name = "ConsideredRule")
  public record Considered(
      @Schema(examples = "end_to_end_feature_delivery") String rule,
      @Schema(examples = "15") int priority,
      boolean matched) {
    public Considered {
      requireNonNull(rule, "rule is null");
    }
  }
}
