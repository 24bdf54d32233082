package io.openclaw.workspace;

import static java.util.Objects.requireNonNull;

import com.google.re2j.Pattern;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A line of the routing table.
 *
 * @param pattern matches when found anywhere in the text; linear in its length (RE2)
 * @param priority the higher one wins
 * @param timeout of the whole task; null: none beyond the target's own
 */
public record RoutingRule(
    String name, Pattern pattern, int priority, @Nullable Duration timeout, Target target) {

  /** Where a rule leads. */
  public sealed interface Target {

    /** Each of these agents does the request. */
    record Agents(List<String> ids) implements Target {
      public Agents {
        ids = List.copyOf(ids);
        if (ids.isEmpty()) {
          throw new IllegalArgumentException("no agent");
        }
      }
    }

    /** A workflow of the workspace. */
    record WorkflowId(String id) implements Target {
      public WorkflowId {
        requireNonNull(id, "id is null");
      }
    }

    /** The public skill whose handler fits the text best; the seed's {@code agents: null}. */
    record SharedSkill() implements Target {}
  }

  public RoutingRule {
    requireNonNull(name, "name is null");
    requireNonNull(pattern, "pattern is null");
    requireNonNull(target, "target is null");
  }
}
