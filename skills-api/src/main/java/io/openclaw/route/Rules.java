package io.openclaw.route;

import com.google.re2j.Matcher;
import io.openclaw.route.match.PatternSet;
import io.openclaw.workspace.Agent;
import io.openclaw.workspace.RoutingRule;
import io.openclaw.workspace.Workflow;
import io.openclaw.workspace.Workspace;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A workspace's rules in the order in which they are tried, with where they lead; the first that
 * matches wins.
 */
final class Rules {
  private final List<RoutingRule> rules;
  private final PatternSet patterns;

  /** By rule; null where the text decides which skill. */
  private final @Nullable Decision[] decisions;

  private final PublicHandlers handlers;

  Rules(Workspace workspace, PublicHandlers handlers) {
    this.rules = workspace.rules();
    this.patterns = PatternSet.of(rules.stream().map(RoutingRule::pattern).toList());
    this.decisions = rules.stream().map(rule -> decision(workspace, rule)).toArray(Decision[]::new);
    this.handlers = handlers;
  }

  List<RoutingRule> inOrder() {
    return rules;
  }

  Decision decide(String text) {
    int first = patterns.first(text);
    if (first == PatternSet.NONE) {
      return new Decision.NoRuleMatches();
    }
    Decision decision = decisions[first];
    return decision == null ? skill(rules.get(first), text) : decision;
  }

  /** Indices of all that match. */
  BitSet matching(String text) {
    return patterns.all(text);
  }

  /** What a rule that matches finds. */
  static String found(RoutingRule rule, String text) {
    Matcher matcher = rule.pattern().matcher(text);
    if (!matcher.find()) {
      throw new IllegalArgumentException("rule %s does not match".formatted(rule.name()));
    }
    return matcher.group();
  }

  private Decision skill(RoutingRule rule, String text) {
    Goal.ToSkill best = handlers.best(text);
    return best == null ? new Decision.NoSkillFits(rule) : new Decision.Chosen(rule, best);
  }

  private static @Nullable Decision decision(Workspace workspace, RoutingRule rule) {
    return switch (rule.target()) {
      case RoutingRule.Target.Agents agents ->
          new Decision.Chosen(rule, new Goal.ToAgents(agents(workspace, agents.ids())));
      case RoutingRule.Target.WorkflowId workflow ->
          new Decision.Chosen(rule, new Goal.ToWorkflow(workflow(workspace, workflow.id())));
      case RoutingRule.Target.SharedSkill _ -> null;
    };
  }

  private static List<Agent> agents(Workspace workspace, List<String> ids) {
    return ids.stream()
        .map(id -> Objects.requireNonNull(workspace.agent(id), "no agent " + id))
        .toList();
  }

  private static Workflow workflow(Workspace workspace, String id) {
    return Objects.requireNonNull(workspace.workflows().get(id), "no workflow " + id);
  }
}
