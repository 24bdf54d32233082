package io.openclaw.route;

import com.google.re2j.Matcher;
import io.openclaw.event.Failure;
import io.openclaw.event.Route;
import io.openclaw.task.RouteExplanation;
import io.openclaw.workspace.Agent;
import io.openclaw.workspace.RoutingRule;
import io.openclaw.workspace.Skill;
import io.openclaw.workspace.Workflow;
import io.openclaw.workspace.Workspace;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Chooses a request's route by the workspace's rules: the first that matches, in the order of the
 * workspace, wins. Takes time linear in the length of the text. Stateless.
 */
public final class Router {
  private static final int QUOTE_LIMIT = 40;

  private final Workspace workspace;

  /** A rule and what it found; null where it did not match. */
  private record Match(RoutingRule rule, @Nullable String found) {}

  public Router(Workspace workspace) {
    this.workspace = workspace;
  }

  /**
   * Where a request goes. Never fails: a request that has no route gets the reason.
   *
   * @param agentId the agent that was asked by name; null lets the rules decide
   */
  public Routing route(String text, @Nullable String agentId) {
    return agentId == null ? byRules(text, matches(text)) : byName(agentId);
  }

  /** Where a text would go, and every rule that had a say. */
  public RouteExplanation explain(String text) {
    List<Match> matches = matches(text);
    List<RouteExplanation.Considered> considered =
        matches.stream()
            .map(match ->
                new RouteExplanation.Considered(
                    match.rule().name(), match.rule().priority(), match.found() != null))
            .toList();
    return switch (byRules(text, matches)) {
      case Routing.Routed routed -> new RouteExplanation(routed.route(), null, considered);
      case Routing.Unroutable none -> new RouteExplanation(null, none.cause(), considered);
    };
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

  private Routing byRules(String text, List<Match> matches) {
    List<Match> matched = matches.stream().filter(match -> match.found() != null).toList();
    if (matched.isEmpty()) {
      return new Routing.Unroutable(
          Failure.permanent(
              "NO_RULE_MATCHES",
              "None of the %d routing rules matches this text; a rule with the pattern .* would"
                      .formatted(matches.size())
                  + " catch all that is left"));
    }
    RoutingRule rule = matched.getFirst().rule();
    String reason = reason(matched);
    return switch (rule.target()) {
      case RoutingRule.Target.Agents agents ->
          routed(
              rule,
              Route.Kind.AGENT,
              String.join(",", agents.ids()),
              reason,
              new Goal.ToAgents(agents.ids().stream().map(this::agent).toList()));
      case RoutingRule.Target.WorkflowId workflow ->
          routed(
              rule,
              Route.Kind.WORKFLOW,
              workflow.id(),
              reason,
              new Goal.ToWorkflow(workflow(workflow.id())));
      case RoutingRule.Target.SharedSkill _ -> toSkill(rule, text, reason);
    };
  }

  private Routing toSkill(RoutingRule rule, String text, String reason) {
    List<Skill> shared =
        workspace.skills().values().stream()
            .filter(skill -> skill.visibility() == Skill.Visibility.PUBLIC)
            .toList();
    HandlerChoice choice = HandlerChoice.of(text, shared);
    if (choice == null) {
      return new Routing.Unroutable(noSkillFits(rule, shared));
    }
    String why =
        "%s; %s fits best («%s»)"
            .formatted(reason, choice.id(), String.join("», «", new TreeSet<>(choice.words())));
    return routed(
        rule,
        Route.Kind.SKILL,
        choice.skill().id(),
        why,
        new Goal.ToSkill(choice.skill(), choice.handler()));
  }

  private static Failure noSkillFits(RoutingRule rule, List<Skill> shared) {
    String skills =
        shared.stream()
            .map(skill -> "%s (%s)".formatted(skill.id(), skill.name()))
            .collect(Collectors.joining(", "));
    return Failure.permanent(
        "NO_SKILL_FITS",
        "Rule %s leads to a shared skill, and none fits this text; there are %s"
            .formatted(rule.name(), skills.isEmpty() ? "none" : skills));
  }

  private static Routing routed(
      RoutingRule rule, Route.Kind kind, String target, String reason, Goal goal) {
    return new Routing.Routed(new Route(rule.name(), kind, target, reason), goal, rule.timeout());
  }

  private List<Match> matches(String text) {
    return workspace.rules().stream().map(rule -> new Match(rule, find(rule, text))).toList();
  }

  private static @Nullable String find(RoutingRule rule, String text) {
    Matcher matcher = rule.pattern().matcher(text);
    return matcher.find() ? matcher.group() : null;
  }

  private static String reason(List<Match> matched) {
    Match winner = matched.getFirst();
    StringBuilder reason = new StringBuilder();
    reason
        .append("matched «%s» in rule ".formatted(quote(Objects.requireNonNull(winner.found()))))
        .append("%s (priority %d)".formatted(winner.rule().name(), winner.rule().priority()));
    List<String> others = new ArrayList<>();
    for (Match other : matched.subList(1, matched.size())) {
      others.add("%s (%d)".formatted(other.rule().name(), other.rule().priority()));
    }
    if (!others.isEmpty()) {
      reason.append("; also matched: ").append(String.join(", ", others));
    }
    return reason.toString();
  }

  /** On one line, and not longer than a glance. */
  private static String quote(String found) {
    String line = found.strip().replaceAll("\\s+", " ");
    return line.codePointCount(0, line.length()) <= QUOTE_LIMIT
        ? line
        : line.substring(0, line.offsetByCodePoints(0, QUOTE_LIMIT)) + "…";
  }

  private Agent agent(String id) {
    return Objects.requireNonNull(workspace.agent(id), "no agent " + id);
  }

  private Workflow workflow(String id) {
    return Objects.requireNonNull(workspace.workflows().get(id), "no workflow " + id);
  }
}
