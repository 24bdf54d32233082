package io.openclaw.workspace.file;

import static io.openclaw.workspace.yaml.Key.required;

import com.google.re2j.Pattern;
import io.openclaw.workspace.ProblemCode;
import io.openclaw.workspace.RoutingRule;
import io.openclaw.workspace.RoutingRule.Target;
import io.openclaw.workspace.yaml.Key;
import io.openclaw.workspace.yaml.ListOf;
import io.openclaw.workspace.yaml.ListOrElse;
import io.openclaw.workspace.yaml.ListOrElse.Choice;
import io.openclaw.workspace.yaml.Name;
import io.openclaw.workspace.yaml.OneOrMany;
import io.openclaw.workspace.yaml.OptionalKey;
import io.openclaw.workspace.yaml.Place;
import io.openclaw.workspace.yaml.Regex;
import io.openclaw.workspace.yaml.Scalar;
import io.openclaw.workspace.yaml.Shape;
import io.openclaw.workspace.yaml.Word;
import io.openclaw.workspace.yaml.YamlMap;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A routing rule with the places of what it refers to.
 *
 * @param workflow a reference to a workflow of its own file
 * @param inline the workflow whose steps the rule itself lists
 */
public record RuleEntry(
    RoutingRule rule,
    Name id,
    List<Name> agents,
    @Nullable Name workflow,
    @Nullable WorkflowEntry inline,
    Place timeout)
    implements Index.Item {
  public static final String FILE_NAME = "orchestrator/routing-rules.yaml";

  private static final Key<Name> NAME =
      required("name", Word.ANY, "The rule's name, as an explanation of a route gives it.");
  private static final Key<Pattern> PATTERN =
      required(
          "pattern",
          Regex.RE2,
          "RE2 regular expression; matches where it is found anywhere in a text.");
  private static final Key<Integer> PRIORITY =
      required(
          "priority",
          Scalar.integer(-1_000_000, 1_000_000),
          "The highest is tried first; of equals, the one that stands first.");
  private static final OptionalKey<Duration> TIMEOUT =
      OptionalKey.of("timeout", Units.DURATION, "The longest that a task may take.");
  private static final OptionalKey<List<Name>> AGENTS =
      OptionalKey.nullable(
          "agents",
          new OneOrMany<>(Word.ANY),
          "The agents that do it; null: a shared skill alone, chosen by the text.");
  private static final OptionalKey<Choice<StepEntry, Name>> WORKFLOW =
      OptionalKey.of(
          "workflow",
          new ListOrElse<>(StepEntry.STEP_OF_WORKFLOW, Word.ANY),
          "A workflow of orchestrator/workflows/, or the steps of one.");

  private static final Shape<RuleEntry> RULE =
      Shape.of(
          "Where texts of a kind go: to agents, a workflow, or a shared skill.",
          RuleEntry::read,
          NAME,
          PATTERN,
          PRIORITY,
          TIMEOUT,
          AGENTS,
          WORKFLOW);
  private static final Key<List<RuleEntry>> RULES =
      required("routing_rules", new ListOf<>(RULE), "All rules.");

  /** The whole file. */
  static final Shape<List<RuleEntry>> FILE =
      Shape.of(FILE_NAME + ": which request goes where.", map -> map.get(RULES), RULES);

  static List<RuleEntry> readAll(WorkspaceFiles files) {
    List<RuleEntry> rules = files.yaml(FILE_NAME, FILE);
    return rules == null ? List.of() : rules;
  }

  private static RuleEntry read(YamlMap map) {
    Name name = map.get(NAME);
    List<Name> agents = map.get(AGENTS);
    Choice<StepEntry, Name> workflow = map.get(WORKFLOW);
    if (map.has(AGENTS) == map.has(WORKFLOW)) {
      map.problem(
          map.at(),
          map.has(AGENTS) ? ProblemCode.INVALID_VALUE : ProblemCode.MISSING_KEY,
          map.has(AGENTS)
              ? "a rule has agents or a workflow, not both"
              : "a rule needs either agents (null: a shared skill alone) or a workflow");
      return entry(map, name, new Target.SharedSkill(), List.of(), null, null);
    }
    return switch (workflow) {
      case null -> toAgents(map, name, agents);
      case Choice.Many<StepEntry, Name>(List<StepEntry> steps) ->
          entry(
              map,
              name,
              new Target.WorkflowId(name.value()),
              List.of(),
              null,
              WorkflowEntry.inline(map, WORKFLOW, name, steps));
      case Choice.Other<StepEntry, Name>(Name id) ->
          entry(map, name, new Target.WorkflowId(id.value()), List.of(), id, null);
    };
  }

  private static RuleEntry toAgents(YamlMap map, Name name, @Nullable List<Name> agents) {
    if (agents == null) {
      return entry(map, name, new Target.SharedSkill(), List.of(), null, null);
    }
    if (agents.isEmpty()) {
      map.problem(
          AGENTS,
          ProblemCode.INVALID_VALUE,
          "\"agents\" must name an agent, or be null for a shared skill alone");
      return entry(map, name, new Target.SharedSkill(), List.of(), null, null);
    }
    Target target = new Target.Agents(agents.stream().map(Name::value).toList());
    return entry(map, name, target, agents, null, null);
  }

  private static RuleEntry entry(
      YamlMap map,
      Name name,
      Target target,
      List<Name> agents,
      @Nullable Name workflow,
      @Nullable WorkflowEntry inline) {
    RoutingRule rule =
        new RoutingRule(
            name.value(), map.get(PATTERN), map.get(PRIORITY), map.get(TIMEOUT), target);
    return new RuleEntry(rule, name, agents, workflow, inline, map.at(TIMEOUT));
  }
}
