package io.openclaw.workspace.file;

import static io.openclaw.workspace.yaml.Key.withDefault;

import io.openclaw.workspace.ProblemCode;
import io.openclaw.workspace.Workflow.Step;
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
import org.jspecify.annotations.Nullable;

/** A step of a workflow, with the places of what it refers to. */
public record StepEntry(
    Step step,
    Name id,
    List<Name> agents,
    List<Name> inputs,
    List<Name> skills,
    List<Name> dependsOn,
    @Nullable Name output,
    Place timeout)
    implements Index.Item {

  private static final OptionalKey<Name> ID =
      OptionalKey.of("id", Word.ANY, "The step's id, for depends_on.");
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
      OptionalKey.of("timeout", Units.DURATION, "The longest that one attempt may take.");
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
          INPUTS,
          SKILLS,
          EXPECTED_OUTPUT,
          TIMEOUT,
          DEPENDS_ON);

  private static StepEntry read(YamlMap map) {
    Name id = id(map);
    List<Name> agents = agents(map);
    List<Name> inputs = map.get(INPUTS);
    List<Name> skills = map.get(SKILLS);
    List<Name> dependsOn = map.get(DEPENDS_ON);
    Name output = map.get(EXPECTED_OUTPUT);
    Step step =
        new Step(
            id.value(),
            label(map, id),
            map.get(TASK),
            values(agents),
            values(inputs),
            values(skills),
            output == null ? null : output.value(),
            map.get(TIMEOUT),
            values(dependsOn));
    return new StepEntry(step, id, agents, inputs, skills, dependsOn, output, map.at(TIMEOUT));
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
    if ((agent == null) == agents.isEmpty()) {
      map.problem(
          map.at(),
          agent == null ? ProblemCode.MISSING_KEY : ProblemCode.INVALID_VALUE,
          agent == null
              ? "a step needs either agent (one) or agents (several)"
              : "a step has agent (one) or agents (several), not both");
    }
    return agent == null ? agents : List.of(agent);
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
