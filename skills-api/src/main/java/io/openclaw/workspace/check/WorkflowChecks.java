package io.openclaw.workspace.check;

import io.openclaw.workspace.ProblemCode;
import io.openclaw.workspace.file.AgentEntry;
import io.openclaw.workspace.file.AgentFolder;
import io.openclaw.workspace.file.AgentFolder.ToolEntry;
import io.openclaw.workspace.file.Catalog;
import io.openclaw.workspace.file.Found;
import io.openclaw.workspace.file.Index;
import io.openclaw.workspace.file.Index.Kind;
import io.openclaw.workspace.file.SkillEntry;
import io.openclaw.workspace.file.StepEntry;
import io.openclaw.workspace.file.WorkflowEntry;
import io.openclaw.workspace.yaml.Name;
import io.openclaw.workspace.yaml.Problems;
import io.openclaw.workspace.yaml.Spelling;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Checks one workflow: its agents and skills, the order of its steps, and what they hand on. */
final class WorkflowChecks {
  private final WorkflowEntry file;
  private final Catalog catalog;
  private final Problems problems;
  private final Index<StepEntry> steps;
  private final Map<String, Set<String>> ancestors = new HashMap<>();

  private WorkflowChecks(WorkflowEntry file, Catalog catalog, Problems problems) {
    this.file = file;
    this.catalog = catalog;
    this.problems = problems;
    boolean complete = file.steps().stream().allMatch(step -> step.id().isGiven());
    this.steps = Index.of(Kind.STEP, new Found<>(file.steps(), complete), problems);
  }

  static void run(WorkflowEntry file, Catalog catalog, Problems problems) {
    WorkflowChecks checks = new WorkflowChecks(file, catalog, problems);
    file.steps().forEach(checks::checkReferences);
    file.steps().forEach(checks::checkTimeout);
    checks.checkOutputs();
    if (checks.isAcyclic() && file.declaresInputs() && checks.isOrderKnown()) {
      file.steps().forEach(checks::checkInputs);
    }
  }

  private void checkReferences(StepEntry step) {
    step.dependsOn().forEach(other -> steps.resolve(other, problems));
    List<AgentEntry> agents = new ArrayList<>();
    for (Name name : step.agents()) {
      AgentEntry agent = catalog.agent(name, problems);
      if (agent != null) {
        agents.add(agent);
      }
    }
    for (Name name : step.skills()) {
      SkillEntry skill = catalog.skills().resolve(name, problems);
      if (skill != null) {
        agents.forEach(agent -> checkMayUse(agent, skill, name));
      }
    }
    Index.checkUnique("agent", step.agents(), problems);
  }

  private void checkMayUse(AgentEntry agent, SkillEntry skill, Name reference) {
    AgentFolder folder = catalog.agentFolders().byId().get(agent.id().value());
    if (folder == null) {
      return;
    }
    if (!catalog.mayUse(folder, skill)) {
      String owner = skill.owner().value();
      String mend =
          folder.folder().equals(owner)
              ? "bind it in agents/" + owner + "/config.yaml"
              : "give the step to its owner, or make the skill public";
      problems.add(
          reference.at(),
          ProblemCode.SKILL_NOT_BOUND,
          "skill %s is private to agents/%s, and agent %s has not bound it; %s"
              .formatted(reference, owner, agent.id(), mend));
    } else if (!isOffered(folder, reference)) {
      problems.add(
          reference.at(),
          ProblemCode.SKILL_NOT_BOUND,
          "agent %s is not offered skill %s; add it to agents/%s/tools-config.json"
              .formatted(agent.id(), reference, folder.folder()));
    }
  }

  /** What a tool without a known skill was to offer may be this one. */
  private boolean isOffered(AgentFolder folder, Name skill) {
    List<ToolEntry> tools = folder.tools();
    return tools == null
        || tools.stream()
            .map(tool -> tool.skill().value())
            .anyMatch(id -> id.equals(skill.value()) || !catalog.skills().byId().containsKey(id));
  }

  private void checkTimeout(StepEntry step) {
    Duration total = file.workflow().totalTimeout();
    Duration timeout = step.step().timeout();
    if (total != null && timeout != null && timeout.compareTo(total) > 0) {
      problems.add(
          step.timeout(),
          ProblemCode.TIMEOUT_TOO_SHORT,
          "the step may take longer than the workflow's total_timeout, %d s; lower this, or raise that"
              .formatted(total.toSeconds()));
    }
  }

  /** Of two things with one name nobody could tell which one a later step gets. */
  private void checkOutputs() {
    List<Name> outputs = new ArrayList<>();
    for (StepEntry step : file.steps()) {
      Name output = step.output();
      if (output != null) {
        outputs.add(output);
        if (file.workflow().inputs().containsKey(output.value())) {
          problems.add(
              output.at(),
              ProblemCode.DUPLICATE_ID,
              output + " is an input of the workflow; choose another name for this output");
        }
      }
    }
    Index.checkUnique("expected_output", outputs, problems);
  }

  /** Whether it is certain which steps each one waits for. */
  private boolean isOrderKnown() {
    return steps.complete()
        && file.steps().stream()
            .flatMap(step -> step.dependsOn().stream())
            .allMatch(other -> steps.byId().containsKey(other.value()));
  }

  /** Finds, for each step, all the steps that come before it. */
  private boolean isAcyclic() {
    return steps.items().stream().allMatch(step -> visit(step, new ArrayList<>()));
  }

  private boolean visit(StepEntry step, List<String> path) {
    String id = step.id().value();
    if (ancestors.containsKey(id)) {
      return true;
    }
    if (path.contains(id)) {
      reportCycle(step, path.subList(path.indexOf(id), path.size()));
      return false;
    }
    path.add(id);
    Set<String> before = new HashSet<>();
    for (Name dependency : step.dependsOn()) {
      StepEntry other = steps.byId().get(dependency.value());
      if (other != null) {
        if (!visit(other, path)) {
          return false;
        }
        before.add(dependency.value());
        before.addAll(ancestors.getOrDefault(dependency.value(), Set.of()));
      }
    }
    path.removeLast();
    ancestors.put(id, before);
    return true;
  }

  private void reportCycle(StepEntry step, List<String> cycle) {
    problems.add(
        step.dependsOn().getFirst().at(),
        ProblemCode.DEPENDENCY_CYCLE,
        "these steps wait for each other: "
            + String.join(" → ", cycle)
            + " → "
            + step.id().value());
  }

  private void checkInputs(StepEntry step) {
    Set<String> before = ancestors.getOrDefault(step.id().value(), Set.of());
    for (Name input : step.inputs()) {
      if (!file.workflow().inputs().containsKey(input.value())
          && before.stream().noneMatch(id -> input.value().equals(outputOf(id)))) {
        problems.add(input.at(), ProblemCode.UNKNOWN_INPUT, missing(input));
      }
    }
  }

  private String missing(Name input) {
    for (StepEntry other : file.steps()) {
      if (input.value().equals(other.step().expectedOutput())) {
        return "%s comes from step %s, which this step does not wait for; add it to depends_on"
            .formatted(input, other.id());
      }
    }
    Set<String> provided =
        file.steps().stream()
            .map(other -> other.step().expectedOutput())
            .filter(output -> output != null)
            .collect(Collectors.toSet());
    provided.addAll(file.workflow().inputs().keySet());
    return "%s is neither an input of the workflow nor the expected_output of a step%s"
        .formatted(input, Spelling.hint(input.value(), provided));
  }

  private @Nullable String outputOf(String id) {
    StepEntry step = steps.byId().get(id);
    return step == null ? null : step.step().expectedOutput();
  }
}
