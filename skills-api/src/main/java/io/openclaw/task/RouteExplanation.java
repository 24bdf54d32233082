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

  /** What became of a rule. */
  public enum Outcome {
    WON,
    /** It matches, and so does one of a higher priority. */
    LOST_TO_PRIORITY,
    /** It matches, and so does one of the same priority before it. */
    LOST_TO_FILE_ORDER,
    /** It matches, and an agent was asked for by name. */
    OVERRULED,
    /** It comes first, but leads to a shared skill, and none fits. */
    NO_SKILL_FITS,
    NO_MATCH
  }

  /**
   * One rule, and why it won or lost.
   *
   * @param reason for a person
   * @param found what it matched; null where it did not
   * @param kind what it leads to
   * @param target ids of the agents, the workflow or the skill; null where that is still open: a
   *     shared skill, and none fits or the rule does not match
   * @param handlers for a rule that matches and leads to a shared skill, all that could be chosen,
   *     best first
   */
  public record Considered(
      String rule,
      int priority,
      boolean matched,
      Outcome outcome,
      String reason,
      @Nullable String found,
      Route.Kind kind,
      @Nullable String target,
      List<Fit> handlers) {
    public Considered {
      requireNonNull(rule, "rule is null");
      requireNonNull(outcome, "outcome is null");
      requireNonNull(reason, "reason is null");
      requireNonNull(kind, "kind is null");
      handlers = List.copyOf(handlers);
      if (matched == (outcome == Outcome.NO_MATCH) || matched != (found != null)) {
        throw new IllegalArgumentException("rule %s both matched and did not".formatted(rule));
      }
    }
  }

  /**
   * How well a skill's handler fits.
   *
   * @param handler {@code skill id:handler name}
   * @param words of the text that it looks for
   */
  public record Fit(String handler, List<String> words) {
    public Fit {
      requireNonNull(handler, "handler is null");
      words = List.copyOf(words);
    }
  }
}
