package io.openclaw.route;

import io.openclaw.event.Failure;
import io.openclaw.event.Route;
import io.openclaw.task.RouteExplanation;
import io.openclaw.workspace.Agent;
import io.openclaw.workspace.RoutingRule;
import io.openclaw.workspace.Skill;
import io.openclaw.workspace.Workspace;
import java.util.BitSet;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Chooses a request's route by the workspace's rules: the first that matches, in the order of the
 * workspace, wins. Takes time linear in the length of the text, and hardly any per rule ({@link
 * io.openclaw.route.match.PatternSet}). Immutable and safe to share; making one costs more than
 * asking it often.
 */
public final class Router {
  private final Workspace workspace;
  private final PublicHandlers handlers;
  private final Rules rules;
  private final Explainer explainer;

  public Router(Workspace workspace) {
    this.workspace = workspace;
    this.handlers = new PublicHandlers(workspace);
    this.rules = new Rules(workspace, handlers);
    this.explainer = new Explainer(rules, handlers);
  }

  /** Which rule wins, and where it leads, without the reasons. */
  public Decision decide(String text) {
    return rules.decide(text);
  }

  /**
   * Where a request goes. Never fails: a request that has no route gets the reason.
   *
   * @param agentId the agent that was asked by name; null lets the rules decide
   */
  public Routing route(String text, @Nullable String agentId) {
    return agentId == null ? byRules(text) : byName(agentId);
  }

  /** The same, with every rule and why it won or lost. */
  public RouteExplanation explain(String text, @Nullable String agentId) {
    return explainer.explain(text, agentId, route(text, agentId));
  }

  private Routing byName(String agentId) {
    Agent agent = workspace.agent(agentId);
    if (agent == null) {
      return new Routing.Unroutable(
          Failure.permanent(
              "UNKNOWN_AGENT",
              "There is no agent %s; there are %s"
                  .formatted(agentId, String.join(", ", workspace.agents().keySet()))));
    }
    String reason = "%s (%s) was asked for by name".formatted(agentId, agent.name());
    return new Routing.Routed(
        new Route("requested", Route.Kind.AGENT, agentId, reason),
        new Goal.ToAgents(List.of(agent)),
        null);
  }

  private Routing byRules(String text) {
    return switch (decide(text)) {
      case Decision.Chosen(RoutingRule rule, Goal goal) ->
          new Routing.Routed(route(rule, goal, text), goal, rule.timeout());
      case Decision.NoSkillFits(RoutingRule rule) -> new Routing.Unroutable(noSkillFits(rule));
      case Decision.NoRuleMatches _ -> new Routing.Unroutable(noRuleMatches());
    };
  }

  private Route route(RoutingRule rule, Goal goal, String text) {
    String reason = reason(rule, text);
    return switch (goal) {
      case Goal.ToAgents to -> {
        String ids = to.agents().stream().map(Agent::id).collect(Collectors.joining(","));
        yield new Route(rule.name(), Route.Kind.AGENT, ids, reason);
      }
      case Goal.ToWorkflow to ->
          new Route(rule.name(), Route.Kind.WORKFLOW, to.workflow().id(), reason);
      case Goal.ToSkill to -> {
        String words = Words.list(PublicHandlers.fit(to, text).words());
        String why = "%s; %s fits best (%s)".formatted(reason, to.id(), words);
        yield new Route(rule.name(), Route.Kind.SKILL, to.skill().id(), why);
      }
    };
  }

  /** What the winner matched, and against what it won. */
  private String reason(RoutingRule winner, String text) {
    BitSet matching = rules.matching(text);
    String others =
        matching.stream()
            .skip(1)
            .mapToObj(rules.inOrder()::get)
            .map(rule -> "%s (%d)".formatted(rule.name(), rule.priority()))
            .collect(Collectors.joining(", "));
    return "matched %s in rule %s (priority %d)%s"
        .formatted(
            Words.quote(Rules.found(winner, text)),
            winner.name(),
            winner.priority(),
            others.isEmpty() ? "" : "; also matched: " + others);
  }

  private Failure noRuleMatches() {
    return Failure.permanent(
        "NO_RULE_MATCHES",
        "None of the %d routing rules matches this text; a rule with the pattern .* would"
                .formatted(rules.inOrder().size())
            + " catch all that is left");
  }

  private Failure noSkillFits(RoutingRule rule) {
    List<Skill> shared = handlers.skills();
    String skills =
        shared.stream()
            .map(skill -> "%s (%s)".formatted(skill.id(), skill.name()))
            .collect(Collectors.joining(", "));
    return Failure.permanent(
        "NO_SKILL_FITS",
        "Rule %s leads to a shared skill, and none fits this text; there are %s"
            .formatted(rule.name(), skills.isEmpty() ? "none" : skills));
  }
}
