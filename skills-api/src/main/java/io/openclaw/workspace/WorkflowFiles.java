package io.openclaw.workspace;

import io.openclaw.workspace.Workflow.Input;
import io.openclaw.workspace.Workflow.InputType;
import io.openclaw.workspace.Workflow.Step;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads {@code orchestrator/workflows/*.yaml}, and the steps that a routing rule lists itself. */
final class WorkflowFiles {
  private static final int MAX_STEPS = 1000;
  private static final Scalar<InputType> INPUT_TYPE = Scalar.oneOf(InputType.class, InputType.TEXT);
  private static final String FOLDER = "orchestrator/workflows";

  /**
   * A workflow with the places of what it defines and refers to.
   *
   * @param declaresInputs whether it says what a request brings, so that its steps can be checked
   */
  record WorkflowFile(Workflow workflow, Name id, boolean declaresInputs, List<StepEntry> steps)
      implements Index.Item {}

  /** A step with the places of what it refers to. */
  record StepEntry(
      Step step,
      Name id,
      List<Name> agents,
      List<Name> inputs,
      List<Name> skills,
      List<Name> dependsOn,
      Place timeout)
      implements Index.Item {}

  private WorkflowFiles() {}

  static Found<WorkflowFile> read(WorkspaceFiles files) {
    List<WorkflowFile> workflows = new ArrayList<>();
    boolean complete = true;
    for (String name : files.files(FOLDER)) {
      if (name.endsWith(".yaml") || name.endsWith(".yml")) {
        WorkflowFile workflow = YamlFile.read(files, FOLDER + "/" + name, WorkflowFiles::workflow);
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
  static WorkflowFile inline(YamlMap rule, Name id) {
    List<StepEntry> steps = steps(rule, "workflow");
    Workflow workflow =
        new Workflow(id.value(), Map.of(), steps.stream().map(StepEntry::step).toList(), null);
    return new WorkflowFile(workflow, id, false, steps);
  }

  private static WorkflowFile workflow(YamlMap root) {
    Name id = root.name("workflow");
    YamlMap inputs = root.findMap("inputs");
    List<StepEntry> steps = steps(root, "steps");
    Workflow workflow =
        new Workflow(
            id.value(),
            inputs == null ? Map.of() : inputs(inputs),
            steps.stream().map(StepEntry::step).toList(),
            root.find("total_timeout", Units.DURATION));
    return new WorkflowFile(workflow, id, inputs != null, steps);
  }

  private static Map<String, Input> inputs(YamlMap inputs) {
    Map<String, Input> byName = new LinkedHashMap<>();
    for (String name : inputs.keys()) {
      YamlMap input = inputs.map(name);
      if (input != null) {
        byName.put(
            name,
            new Input(
                name,
                input.get("type", INPUT_TYPE),
                endings(input),
                input.get("required", Scalar.FLAG, false)));
      }
    }
    return byName;
  }

  private static List<String> endings(YamlMap input) {
    List<Name> endings = input.names("accepts");
    for (Name ending : endings) {
      if (ending.isGiven() && !ending.value().matches("\\.[A-Za-z0-9.]+")) {
        input.problem(
            ending.at(), ProblemCode.INVALID_VALUE, ending + " must be an ending such as .csv");
      }
    }
    return endings.stream().map(Name::value).toList();
  }

  private static List<StepEntry> steps(YamlMap map, String key) {
    List<StepEntry> steps = map.maps(key).stream().map(WorkflowFiles::step).toList();
    if (map.isList(key) && (steps.isEmpty() || steps.size() > MAX_STEPS)) {
      map.problem(
          key,
          ProblemCode.INVALID_VALUE,
          "a workflow has 1 to %d steps, not %d".formatted(MAX_STEPS, steps.size()));
      return List.of();
    }
    return steps;
  }

  private static StepEntry step(YamlMap entry) {
    Name id = id(entry);
    List<Name> agents = agents(entry);
    List<Name> inputs = entry.names("inputs");
    List<Name> skills = entry.names("skills");
    List<Name> dependsOn = entry.nameOrNames("depends_on");
    String name = entry.find("name", Scalar.TEXT);
    String task = entry.find("task", Scalar.TEXT);
    Step step =
        new Step(
            id.value(),
            name != null ? name : task != null ? task : id.value(),
            values(agents),
            values(inputs),
            values(skills),
            entry.find("expected_output", Scalar.TEXT),
            entry.find("timeout", Units.DURATION),
            values(dependsOn));
    return new StepEntry(step, id, agents, inputs, skills, dependsOn, entry.at("timeout"));
  }

  /** {@code id: x}, or {@code step: 1} for {@code step-1}. */
  private static Name id(YamlMap entry) {
    Integer number = entry.find("step", Scalar.integer(1, 10_000));
    return number == null || entry.has("id")
        ? entry.name("id")
        : new Name("step-" + number, entry.at("step"));
  }

  private static List<Name> agents(YamlMap entry) {
    @Nullable Name agent = entry.findName("agent");
    List<Name> agents = entry.names("agents");
    if ((agent == null) == agents.isEmpty()) {
      entry.problem(
          entry.at(),
          agent == null ? ProblemCode.MISSING_KEY : ProblemCode.INVALID_VALUE,
          "a step needs either agent (one) or agents (several)");
    }
    return agent == null ? agents : List.of(agent);
  }

  private static List<String> values(List<Name> names) {
    return names.stream().map(Name::value).toList();
  }
}
