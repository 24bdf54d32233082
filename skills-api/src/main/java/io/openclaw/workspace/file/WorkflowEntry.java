package io.openclaw.workspace.file;

import static io.openclaw.workspace.yaml.Key.required;
import static io.openclaw.workspace.yaml.Key.withDefault;

import io.openclaw.workspace.ProblemCode;
import io.openclaw.workspace.Workflow;
import io.openclaw.workspace.Workflow.Input;
import io.openclaw.workspace.Workflow.InputType;
import io.openclaw.workspace.yaml.AnyKey;
import io.openclaw.workspace.yaml.Key;
import io.openclaw.workspace.yaml.ListOf;
import io.openclaw.workspace.yaml.MapOf;
import io.openclaw.workspace.yaml.Name;
import io.openclaw.workspace.yaml.OptionalKey;
import io.openclaw.workspace.yaml.Scalar;
import io.openclaw.workspace.yaml.Shape;
import io.openclaw.workspace.yaml.Word;
import io.openclaw.workspace.yaml.YamlMap;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A workflow, of a file of its own or in a routing rule, with the places of what it defines and
 * refers to.
 *
 * @param declaresInputs whether it says what a request brings, so that its steps can be checked
 */
public record WorkflowEntry(
    Workflow workflow, Name id, boolean declaresInputs, List<StepEntry> steps)
    implements Index.Item {
  private static final int MAX_STEPS = 1000;
  private static final String FOLDER = "orchestrator/workflows";

  /** An input without its name. */
  private record InputEntry(InputType type, List<String> accepts, boolean required) {}

  private static final Key<InputType> TYPE =
      required("type", Scalar.oneOf(InputType.class, InputType.TEXT), "What it is.");
  private static final Key<List<String>> ACCEPTS =
      withDefault(
          "accepts",
          new ListOf<>(Scalar.matching("an ending such as .csv", "\\.[A-Za-z0-9.]+")),
          List.of(),
          "Endings that a file may have. Without it, any.");
  private static final Key<Boolean> REQUIRED =
      withDefault("required", Scalar.FLAG, false, "Whether a request without it is refused.");
  private static final Shape<InputEntry> INPUT =
      Shape.of(
          "Something that a request brings.",
          map -> new InputEntry(map.get(TYPE), map.get(ACCEPTS), map.get(REQUIRED)),
          TYPE,
          ACCEPTS,
          REQUIRED);

  private static final Key<Name> WORKFLOW =
      required("workflow", Word.ANY, "The workflow's id, for routing rules.");
  private static final OptionalKey<Map<String, InputEntry>> INPUTS =
      OptionalKey.of("inputs", new MapOf<>(INPUT), "What a request has to bring, or may, by name.");
  private static final Key<List<StepEntry>> STEPS =
      required(
          "steps",
          new ListOf<>(StepEntry.STEP_OF_WORKFLOW),
          "What is done; depends_on decides what waits for what.");
  private static final OptionalKey<Duration> TOTAL_TIMEOUT =
      OptionalKey.of("total_timeout", Units.DURATION, "The longest that all of it may take.");

  /** The whole file. */
  static final Shape<WorkflowEntry> FILE =
      Shape.of(
          "orchestrator/workflows/*.yaml: steps across several agents.",
          WorkflowEntry::read,
          WORKFLOW,
          INPUTS,
          STEPS,
          TOTAL_TIMEOUT);

  static Found<WorkflowEntry> readAll(WorkspaceFiles files) {
    List<WorkflowEntry> workflows = new ArrayList<>();
    boolean complete = files.isComplete(FOLDER);
    for (String name : files.files(FOLDER)) {
      if (name.endsWith(".yaml") || name.endsWith(".yml")) {
        WorkflowEntry workflow = files.yaml(FOLDER + "/" + name, FILE);
        if (workflow == null || !workflow.id().isGiven()) {
          complete = false;
        } else {
          workflows.add(workflow);
        }
      }
    }
    return new Found<>(workflows, complete);
  }

  /** A rule's own list of steps: a workflow with the rule's name as its id. */
  static WorkflowEntry inline(YamlMap rule, AnyKey key, Name id, List<StepEntry> steps) {
    return new WorkflowEntry(
        new Workflow(id.value(), Map.of(), plain(steps), null),
        id,
        false,
        counted(rule, key, steps));
  }

  private static WorkflowEntry read(YamlMap map) {
    Name id = map.get(WORKFLOW);
    Map<String, InputEntry> inputs = map.get(INPUTS);
    List<StepEntry> steps = counted(map, STEPS, map.get(STEPS));
    Workflow workflow =
        new Workflow(
            id.value(),
            inputs == null ? Map.of() : named(inputs),
            plain(steps),
            map.get(TOTAL_TIMEOUT));
    return new WorkflowEntry(workflow, id, inputs != null, steps);
  }

  private static Map<String, Input> named(Map<String, InputEntry> inputs) {
    Map<String, Input> named = new LinkedHashMap<>();
    inputs.forEach((name, input) ->
        named.put(name, new Input(name, input.type(), input.accepts(), input.required())));
    return named;
  }

  private static List<StepEntry> counted(YamlMap map, AnyKey key, List<StepEntry> steps) {
    if (map.has(key) && (steps.isEmpty() || steps.size() > MAX_STEPS)) {
      map.problem(
          key,
          ProblemCode.INVALID_VALUE,
          "a workflow has 1 to %d steps, not %d".formatted(MAX_STEPS, steps.size()));
      return List.of();
    }
    return steps;
  }

  private static List<Workflow.Step> plain(List<StepEntry> steps) {
    return steps.stream().map(StepEntry::step).toList();
  }
}
