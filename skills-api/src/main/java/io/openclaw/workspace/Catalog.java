package io.openclaw.workspace;

import io.openclaw.workspace.Index.Kind;
import io.openclaw.workspace.RegistryFiles.AgentEntry;
import io.openclaw.workspace.RegistryFiles.SkillEntry;
import io.openclaw.workspace.RegistryFiles.Status;
import io.openclaw.workspace.RoutingFile.RuleEntry;
import io.openclaw.workspace.Skill.Visibility;
import io.openclaw.workspace.WorkflowFiles.WorkflowFile;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * All that the files of a workspace define, each file read for itself.
 *
 * @param agents entries of the registry, by id
 * @param agentFolders by the agent's id
 * @param skills entries of the registry, by id
 * @param skillFolders by their path
 * @param workflows those with a file of their own and those that rules list
 */
record Catalog(
    Index<AgentEntry> agents,
    Index<AgentFolder> agentFolders,
    Index<SkillEntry> skills,
    Index<SkillFolder> skillFolders,
    List<RuleEntry> rules,
    Index<WorkflowFile> workflows) {

  static Catalog read(WorkspaceFiles files) {
    Problems problems = files.problems();
    List<RuleEntry> rules = RoutingFile.read(files);
    return new Catalog(
        Index.of(Kind.AGENT, RegistryFiles.readAgents(files), problems),
        Index.of(Kind.AGENT, AgentFiles.read(files), problems),
        Index.of(Kind.SKILL, RegistryFiles.readSkills(files), problems),
        Index.of(Kind.SKILL, SkillFiles.read(files), problems),
        rules,
        Index.of(Kind.WORKFLOW, withInline(WorkflowFiles.read(files), rules), problems));
  }

  /** The active agent that is meant; null where there is none, which is a problem. */
  @Nullable AgentEntry agent(Name reference, Problems problems) {
    AgentEntry agent = agents.resolve(reference, problems);
    if (agent != null && agent.status() == Status.INACTIVE) {
      problems.add(
          reference.at(),
          ProblemCode.UNKNOWN_AGENT,
          "agent " + reference + " is inactive in " + RegistryFiles.AGENTS);
      return null;
    }
    return agent;
  }

  /** Whether the skill is there for the agent. */
  boolean mayUse(AgentEntry agent, SkillEntry skill) {
    AgentFolder folder = agentFolders.byId().get(agent.id().value());
    return skill.visibility() == Visibility.PUBLIC
        || folder == null
        || folder.config().skills().stream()
            .anyMatch(binding -> binding.skill().value().equals(skill.id().value()));
  }

  private static Found<WorkflowFile> withInline(Found<WorkflowFile> files, List<RuleEntry> rules) {
    Stream<WorkflowFile> inline = rules.stream().map(RuleEntry::inline).filter(Objects::nonNull);
    return new Found<>(Stream.concat(files.items().stream(), inline).toList(), files.complete());
  }
}
