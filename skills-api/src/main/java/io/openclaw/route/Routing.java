package io.openclaw.route;

import static java.util.Objects.requireNonNull;

import io.openclaw.event.Failure;
import io.openclaw.event.Route;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What came of looking for a route. */
public sealed interface Routing {

  /**
   * There is one.
   *
   * @param timeout of the whole task, where the rule sets one
   */
  record Routed(Route route, Goal goal, @Nullable Duration timeout) implements Routing {
    public Routed {
      requireNonNull(route, "route is null");
      requireNonNull(goal, "goal is null");
    }
  }

  /** There is none. */
  record Unroutable(Failure cause) implements Routing {
    public Unroutable {
      requireNonNull(cause, "cause is null");
    }
  }
}
