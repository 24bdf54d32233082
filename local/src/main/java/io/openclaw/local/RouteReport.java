package io.openclaw.local;

import io.openclaw.event.Route;
import io.openclaw.local.terminal.Table;
import io.openclaw.route.Goal;
import io.openclaw.route.Routing;
import io.openclaw.task.RouteExplanation;
import io.openclaw.task.RouteExplanation.Considered;
import io.openclaw.task.RouteExplanation.Fit;
import io.openclaw.workspace.Agent;
import io.openclaw.workspace.Workflow;
import io.openclaw.workspace.Workspace;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** A route as a person reads it. */
final class RouteReport {
  private final Workspace workspace;

  RouteReport(Workspace workspace) {
    this.workspace = workspace;
  }

  /** What does the request, and why. */
  List<String> target(Routing.Routed routed) {
    List<String> lines = new ArrayList<>();
    switch (routed.goal()) {
      case Goal.ToAgents to -> lines.add("agent     " + agents(ids(to.agents())));
      case Goal.ToSkill to -> lines.add("skill     %s (%s)".formatted(to.id(), to.skill().name()));
      case Goal.ToWorkflow to -> {
        lines.add("workflow  " + to.workflow().id());
        steps(to.workflow()).forEach(step -> lines.add("          " + step));
      }
    }
    lines.add("because   " + routed.route().reason());
    return lines;
  }

  /** Every rule, and what became of it. */
  List<String> rules(RouteExplanation explanation) {
    Table rules = new Table(Set.of(1)).row("RULE", "PRIORITY", "LEADS TO", "OUTCOME", "WHY");
    explanation.considered().forEach(rule -> rules.row(cells(rule)));
    List<String> lines = new ArrayList<>(List.of(""));
    lines.addAll(rules.lines());
    explanation.considered().stream()
        .filter(RouteReport::asksForSkill)
        .forEach(rule -> lines.addAll(handlers(rule)));
    return lines;
  }

  private static boolean asksForSkill(Considered rule) {
    return switch (rule.outcome()) {
      case WON, NO_SKILL_FITS -> !rule.handlers().isEmpty();
      case LOST_TO_PRIORITY, LOST_TO_FILE_ORDER, OVERRULED, NO_MATCH -> false;
    };
  }

  private static List<String> handlers(Considered rule) {
    Table handlers = new Table(Set.of()).row("HANDLER", "FINDS");
    for (Fit fit : rule.handlers()) {
      handlers.row(fit.handler(), fit.words().isEmpty() ? "nothing" : quoted(fit.words()));
    }
    List<String> lines = new ArrayList<>(List.of(""));
    lines.addAll(handlers.lines());
    return lines;
  }

  private static List<String> cells(Considered rule) {
    String target = rule.target() == null ? "" : " " + rule.target();
    String kind = rule.kind() == Route.Kind.SKILL ? "shared skill" : lower(rule.kind());
    return List.of(
        rule.rule(),
        Integer.toString(rule.priority()),
        kind + target.replace(",", ", "),
        lower(rule.outcome()),
        rule.reason());
  }

  private List<String> steps(Workflow workflow) {
    Table steps = new Table(Set.of());
    for (Workflow.Step step : workflow.steps()) {
      String after = String.join(", ", step.dependsOn());
      steps.row(step.id(), step.name(), doer(step), after.isEmpty() ? "" : "after " + after);
    }
    return steps.lines();
  }

  private String doer(Workflow.Step step) {
    return step.workflow() == null ? agents(step.agents()) : "workflow " + step.workflow();
  }

  private String agents(List<String> ids) {
    return ids.stream().map(this::agent).collect(Collectors.joining(", "));
  }

  private String agent(String id) {
    Agent agent = workspace.agent(id);
    return agent == null ? id : "%s (%s)".formatted(id, agent.name());
  }

  private static List<String> ids(List<Agent> agents) {
    return agents.stream().map(Agent::id).toList();
  }

  private static String quoted(List<String> words) {
    return "«" + String.join("», «", words) + "»";
  }

  private static String lower(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
