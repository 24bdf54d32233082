package io.openclaw.workspace.check;

import io.openclaw.event.Conditions.OnFailure;
import io.openclaw.workspace.ProblemCode;
import io.openclaw.workspace.Workflow.Input;
import io.openclaw.workspace.file.AgentEntry;
import io.openclaw.workspace.file.AgentFolder;
import io.openclaw.workspace.file.AgentFolder.ToolEntry;
import io.openclaw.workspace.file.Catalog;
import io.openclaw.workspace.file.ConditionsEntry.FailureEntry;
import io.openclaw.workspace.file.ConditionsEntry.ListEntry;
import io.openclaw.workspace.file.Found;
import io.openclaw.workspace.file.Index;
import io.openclaw.workspace.file.Index.Kind;
import io.openclaw.workspace.file.SkillEntry;
import io.openclaw.workspace.file.StepEntry;
import io.openclaw.workspace.file.WorkflowEntry;
import io.openclaw.workspace.yaml.Name;
import io.openclaw.workspace.yaml.Problems;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Checks one workflow: who does its steps, with which skills, in which time. */
final class WorkflowChecks {
  private final WorkflowEntry file;
  private final Catalog catalog;
  private final Problems problems;
  private final Index<StepEntry> steps;

  private WorkflowChecks(WorkflowEntry file, Catalog catalog, Problems problems) {
    this.file = file;
    this.catalog = catalog;
    this.problems = problems;
    boolean complete = file.steps().stream().allMatch(step -> step.id().isGiven());
    this.steps = Index.of(Kind.STEP, new Found<>(file.steps(), complete), problems);
  }

  static void run(WorkflowEntry file, Catalog catalog, Nesting nesting, Problems problems) {
    WorkflowChecks checks = new WorkflowChecks(file, catalog, problems);
    file.steps().forEach(checks::checkReferences);
    file.steps().forEach(checks::checkTimeout);
    FailureChecks.run(checks.steps, problems);
    Handover.run(file, checks.steps, nesting, problems);
  }

  private void checkReferences(StepEntry step) {
    step.dependsOn().forEach(other -> steps.resolve(other, problems));
    if (step.workflow() != null) {
      checkSubWorkflow(step, step.workflow());
    }
    List<AgentEntry> agents = new ArrayList<>();
    for (Name name : doers(step)) {
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

  /** Its agents, and the one that may have to stand in for them. */
  private static List<Name> doers(StepEntry step) {
    List<Name> doers = new ArrayList<>(step.agents());
    FailureEntry onFailure = step.conditions().onFailure();
    if (onFailure.policy() instanceof OnFailure.Fallback && onFailure.reference() != null) {
      doers.add(onFailure.reference());
    }
    return doers;
  }

  private void checkSubWorkflow(StepEntry step, Name reference) {
    WorkflowEntry workflow = catalog.workflows().resolve(reference, problems);
    if (workflow == null) {
      return;
    }
    Set<String> given = new HashSet<>(step.step().inputs());
    ListEntry list = step.conditions().forEach();
    if (list != null) {
      given.add(list.as().value());
    }
    for (Input input : workflow.workflow().inputs().values()) {
      if (input.required() && !given.contains(input.name())) {
        problems.add(
            reference.at(),
            ProblemCode.UNKNOWN_INPUT,
            "workflow %s needs the input \"%s\"; add it to the inputs of this step"
                .formatted(reference, input.name()));
      }
    }
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
    Duration timeout = Timeouts.of(step, catalog);
    if (total != null && timeout != null && timeout.compareTo(total) > 0) {
      Name workflow = step.workflow();
      problems.add(
          step.step().timeout() == null && workflow != null ? workflow.at() : step.timeout(),
          ProblemCode.TIMEOUT_TOO_SHORT,
          "the step may take longer than the workflow's total_timeout, %d s; lower this, or raise that"
              .formatted(total.toSeconds()));
    }
  }
}
