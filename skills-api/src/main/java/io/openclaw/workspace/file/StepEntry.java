package io.openclaw.workspace.file;

import static io.openclaw.workspace.yaml.Key.withDefault;

import io.openclaw.event.Conditions.OnFailure;
import io.openclaw.workspace.ProblemCode;
import io.openclaw.workspace.Workflow.Step;
import io.openclaw.workspace.yaml.AnyKey;
import io.openclaw.workspace.yaml.Key;
import io.openclaw.workspace.yaml.ListOf;
import io.openclaw.workspace.yaml.Name;
import io.openclaw.workspace.yaml.OneOrMany;
import io.openclaw.workspace.yaml.OptionalKey;
import io.openclaw.workspace.yaml.Place;
import io.openclaw.workspace.yaml.Scalar;
import io.openclaw.workspace.yaml.Shape;
import io.openclaw.workspace.yaml.Word;
import io.openclaw.workspace.yaml.YamlMap;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A step of a workflow, with the places of what it refers to.
 *
 * @param workflow whose steps do it; null where agents do
 */
public record StepEntry(
    Step step,
    Name id,
    List<Name> agents,
    @Nullable Name workflow,
    List<Name> inputs,
    List<Name> skills,
    List<Name> dependsOn,
    @Nullable Name output,
    Place timeout,
    ConditionsEntry conditions)
    implements Index.Item {

  /** For {@code join}. */
  private static final int ALL = 0;

  /** Steps within steps are told apart by paths such as release.build and reviews[2]. */
  private static final Word STEP_ID =
      new Word(
          Scalar.matching("1 to 100 letters, digits, - and _", "[\\p{L}\\p{M}\\p{N}_-]{1,100}"));

  private static final OptionalKey<Name> ID =
      OptionalKey.of("id", STEP_ID, "The step's id, for depends_on.");
  private static final OptionalKey<Integer> STEP =
      OptionalKey.of(
          "step", Scalar.integer(1, 10_000), "A number in place of an id: 1 stands for step-1.");
  private static final OptionalKey<String> NAME =
      OptionalKey.of("name", Scalar.TEXT, "How people call the step.");
  private static final OptionalKey<String> TASK =
      OptionalKey.of("task", Scalar.TEXT, "What is to be done, in a sentence.");
  private static final OptionalKey<Name> AGENT =
      OptionalKey.of("agent", Word.ANY, "The agent that does it.");
  private static final Key<List<Name>> AGENTS =
      withDefault(
          "agents", new ListOf<>(Word.ANY), List.of(), "Several agents, each of which does it.");
  private static final OptionalKey<Integer> JOIN =
      OptionalKey.of(
          "join",
          Scalar.parsed(
              "all, any, or a number from 1 to 999",
              ALL,
              "all|any|[1-9][0-9]{0,2}",
              StepEntry::join),
          "How many of the agents have to complete it: all, any, or a number.");
  private static final OptionalKey<Name> WORKFLOW =
      OptionalKey.of("workflow", Word.ANY, "A workflow whose steps do it, in place of agents.");
  private static final Key<List<Name>> INPUTS =
      withDefault(
          "inputs",
          new ListOf<>(Word.ANY),
          List.of(),
          "Outputs of earlier steps and inputs of the workflow, by name.");
  private static final Key<List<Name>> SKILLS =
      withDefault(
          "skills",
          new ListOf<>(Word.ANY),
          List.of(),
          "Skills that it may use. Without it, all that the agent has.");
  private static final OptionalKey<Name> EXPECTED_OUTPUT =
      OptionalKey.of(
          "expected_output", Word.ANY, "The name under which later steps get what it makes.");
  private static final OptionalKey<Duration> TIMEOUT =
      OptionalKey.of(
          "timeout",
          Units.DURATION,
          "The longest that one attempt may take, or all of the workflow that does it.");
  private static final Key<List<Name>> DEPENDS_ON =
      withDefault(
          "depends_on",
          new OneOrMany<>(Word.ANY),
          List.of(),
          "Steps that have to be done before it begins.");

  static final Shape<StepEntry> STEP_OF_WORKFLOW =
      Shape.of(
          "A step of a workflow.",
          StepEntry::read,
          ID,
          STEP,
          NAME,
          TASK,
          AGENT,
          AGENTS,
          JOIN,
          WORKFLOW,
          INPUTS,
          SKILLS,
          EXPECTED_OUTPUT,
          TIMEOUT,
          DEPENDS_ON,
          ConditionsEntry.WHEN,
          ConditionsEntry.FOR_EACH,
          ConditionsEntry.APPROVAL,
          ConditionsEntry.ON_FAILURE);

  private static StepEntry read(YamlMap map) {
    Name id = id(map);
    List<Name> agents = agents(map);
    Name workflow = map.get(WORKFLOW);
    List<Name> inputs = map.get(INPUTS);
    List<Name> skills = map.get(SKILLS);
    List<Name> dependsOn = map.get(DEPENDS_ON);
    Name output = map.get(EXPECTED_OUTPUT);
    ConditionsEntry conditions = ConditionsEntry.read(map);
    if (workflow != null) {
      checkWorkflow(map, conditions);
    }
    Step step =
        new Step(
            id.value(),
            label(map, id),
            map.get(TASK),
            values(agents),
            join(map, agents),
            workflow == null ? null : workflow.value(),
            values(inputs),
            values(skills),
            output == null ? null : output.value(),
            map.get(TIMEOUT),
            values(dependsOn),
            conditions.conditions());
    return new StepEntry(
        step, id, agents, workflow, inputs, skills, dependsOn, output, map.at(TIMEOUT), conditions);
  }

  private static Name id(YamlMap map) {
    Name id = map.get(ID);
    Integer number = map.get(STEP);
    if ((id == null) == (number == null)) {
      map.problem(
          map.at(),
          id == null ? ProblemCode.MISSING_KEY : ProblemCode.INVALID_VALUE,
          id == null
              ? "a step needs either id (a name) or step (a number)"
              : "a step has id (a name) or step (a number), not both");
    }
    if (id != null) {
      return id;
    }
    return number == null ? new Name("", map.at()) : new Name("step-" + number, map.at(STEP));
  }

  private static List<Name> agents(YamlMap map) {
    Name agent = map.get(AGENT);
    List<Name> agents = map.get(AGENTS);
    long ways =
        Stream.of(agent != null, !agents.isEmpty(), map.has(WORKFLOW)).filter(way -> way).count();
    if (ways != 1) {
      map.problem(
          map.at(),
          ways == 0 ? ProblemCode.MISSING_KEY : ProblemCode.INVALID_VALUE,
          ways == 0
              ? "a step needs agent (one), agents (several) or workflow (the steps of another one)"
              : "a step has one of agent, agents and workflow, not several of them");
    }
    return agent == null ? agents : List.of(agent);
  }

  private static Integer join(String text) {
    return switch (text) {
      case "all" -> ALL;
      case "any" -> 1;
      default -> Integer.valueOf(text);
    };
  }

  private static int join(YamlMap map, List<Name> agents) {
    Integer given = map.get(JOIN);
    int join = given == null ? ALL : given;
    if (map.has(JOIN) && !map.has(AGENTS)) {
      map.problem(JOIN, ProblemCode.INVALID_VALUE, "\"join\" is for several agents");
    } else if (join > agents.size() && !agents.isEmpty()) {
      map.problem(
          JOIN,
          ProblemCode.INVALID_VALUE,
          "\"join\" is %d, and the step has %d agents".formatted(join, agents.size()));
    }
    return join == ALL ? agents.size() : Math.min(join, agents.size());
  }

  /** The steps of a workflow say all of that for themselves. */
  private static void checkWorkflow(YamlMap map, ConditionsEntry conditions) {
    for (AnyKey key : List.of(TASK, SKILLS, EXPECTED_OUTPUT)) {
      if (map.has(key)) {
        map.problem(
            key,
            ProblemCode.INVALID_VALUE,
            "\"%s\" is for agents; here it is the steps of the workflow that have one"
                .formatted(key.name()));
      }
    }
    if (conditions.onFailure().policy() instanceof OnFailure.Fallback) {
      map.problem(
          ConditionsEntry.ON_FAILURE,
          ProblemCode.INVALID_VALUE,
          "an agent cannot stand in for a workflow; give its steps a fallback");
    }
  }

  private static String label(YamlMap map, Name id) {
    String name = map.get(NAME);
    String task = map.get(TASK);
    return name != null ? name : task != null ? task : id.value();
  }

  private static List<String> values(List<Name> names) {
    return names.stream().map(Name::value).toList();
  }
}
