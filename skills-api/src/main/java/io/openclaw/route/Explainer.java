package io.openclaw.route;

import io.openclaw.event.Failure;
import io.openclaw.event.Route;
import io.openclaw.route.PublicHandlers.Fit;
import io.openclaw.task.RouteExplanation;
import io.openclaw.task.RouteExplanation.Considered;
import io.openclaw.task.RouteExplanation.Outcome;
import io.openclaw.workspace.RoutingRule;
import io.openclaw.workspace.RoutingRule.Target;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Says of every rule what became of it, and why. */
final class Explainer {
  private final Rules rules;
  private final PublicHandlers handlers;

  Explainer(Rules rules, PublicHandlers handlers) {
    this.rules = rules;
    this.handlers = handlers;
  }

  RouteExplanation explain(String text, @Nullable String agentId, Routing routing) {
    List<Considered> considered = considered(text, agentId);
    return switch (routing) {
      case Routing.Routed routed -> new RouteExplanation(routed.route(), null, considered);
      case Routing.Unroutable(Failure cause) -> new RouteExplanation(null, cause, considered);
    };
  }

  private List<Considered> considered(String text, @Nullable String agentId) {
    BitSet matching = rules.matching(text);
    List<Considered> considered = new ArrayList<>();
    for (int i = 0; i < rules.inOrder().size(); i++) {
      RoutingRule rule = rules.inOrder().get(i);
      if (matching.get(i)) {
        RoutingRule first = rules.inOrder().get(matching.nextSetBit(0));
        considered.add(matched(rule, first, text, agentId));
      } else {
        considered.add(unmatched(rule));
      }
    }
    return considered;
  }

  private static Considered unmatched(RoutingRule rule) {
    return new Considered(
        rule.name(),
        rule.priority(),
        false,
        Outcome.NO_MATCH,
        "its pattern is not in the text",
        null,
        kind(rule),
        target(rule, List.of()),
        List.of());
  }

  private Considered matched(
      RoutingRule rule, RoutingRule first, String text, @Nullable String agentId) {
    List<Fit> fits = rule.target() instanceof Target.SharedSkill ? fits(text) : List.of();
    String target = target(rule, fits);
    Outcome outcome = outcome(rule, first, target, agentId);
    String found = Rules.found(rule, text);
    return new Considered(
        rule.name(),
        rule.priority(),
        true,
        outcome,
        "matched " + Words.quote(found) + because(outcome, rule, first, agentId),
        found,
        kind(rule),
        target,
        fits.stream().map(Explainer::shown).toList());
  }

  private static Outcome outcome(
      RoutingRule rule, RoutingRule first, @Nullable String target, @Nullable String agentId) {
    if (agentId != null) {
      return Outcome.OVERRULED;
    }
    if (first.priority() != rule.priority()) {
      return Outcome.LOST_TO_PRIORITY;
    }
    if (!first.equals(rule)) {
      return Outcome.LOST_TO_FILE_ORDER;
    }
    return target == null ? Outcome.NO_SKILL_FITS : Outcome.WON;
  }

  private static String because(
      Outcome outcome, RoutingRule rule, RoutingRule first, @Nullable String agentId) {
    return switch (outcome) {
      case WON, NO_MATCH -> "";
      case LOST_TO_PRIORITY ->
          ", but %s has priority %d, over %d"
              .formatted(first.name(), first.priority(), rule.priority());
      case LOST_TO_FILE_ORDER ->
          ", but %s, of the same priority, comes before it in the file".formatted(first.name());
      case OVERRULED -> ", but %s was asked for by name".formatted(agentId);
      case NO_SKILL_FITS -> ", but no public skill fits";
    };
  }

  /** Best first. */
  private List<Fit> fits(String text) {
    return handlers.fits(text).stream()
        .sorted(Comparator.comparingInt((Fit fit) -> -fit.words().size()))
        .toList();
  }

  private static RouteExplanation.Fit shown(Fit fit) {
    return new RouteExplanation.Fit(fit.goal().id(), List.copyOf(fit.words()));
  }

  private static Route.Kind kind(RoutingRule rule) {
    return switch (rule.target()) {
      case Target.Agents _ -> Route.Kind.AGENT;
      case Target.WorkflowId _ -> Route.Kind.WORKFLOW;
      case Target.SharedSkill _ -> Route.Kind.SKILL;
    };
  }

  private static @Nullable String target(RoutingRule rule, List<Fit> fits) {
    return switch (rule.target()) {
      case Target.Agents agents -> String.join(",", agents.ids());
      case Target.WorkflowId workflow -> workflow.id();
      case Target.SharedSkill _ ->
          fits.isEmpty() || fits.getFirst().words().isEmpty()
              ? null
              : fits.getFirst().goal().skill().id();
    };
  }
}
