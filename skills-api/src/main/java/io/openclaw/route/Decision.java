package io.openclaw.route;

import static java.util.Objects.requireNonNull;

import io.openclaw.workspace.RoutingRule;

/** What the rules say about a text, without the reasons. */
public sealed interface Decision {

  /** This rule wins, and leads there. */
  record Chosen(RoutingRule rule, Goal goal) implements Decision {
    public Chosen {
      requireNonNull(rule, "rule is null");
      requireNonNull(goal, "goal is null");
    }
  }

  /** This rule wins and leads to a shared skill, of which none fits the text. */
  record NoSkillFits(RoutingRule rule) implements Decision {
    public NoSkillFits {
      requireNonNull(rule, "rule is null");
    }
  }

  record NoRuleMatches() implements Decision {}
}
