package io.openclaw.workspace.file;

import io.openclaw.workspace.ProblemCode;
import io.openclaw.workspace.Skill.Visibility;
import io.openclaw.workspace.file.AgentEntry.Status;
import io.openclaw.workspace.file.Index.Kind;
import io.openclaw.workspace.yaml.Name;
import io.openclaw.workspace.yaml.Problems;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * All that the files of a workspace define, each file read for itself.
 *
 * @param agents entries of the registry, by id
 * @param agentFolders by the agent's id
 * @param template the folder that new agents are made from; null where there is none
 * @param skills entries of the registry, by id
 * @param skillFolders by their path
 * @param workflows those with a file of their own and those that rules list
 */
public record Catalog(
    Index<AgentEntry> agents,
    Index<AgentFolder> agentFolders,
    @Nullable AgentFolder template,
    Index<SkillEntry> skills,
    Index<SkillFolder> skillFolders,
    List<RuleEntry> rules,
    Index<WorkflowEntry> workflows,
    BalancerFile balancer,
    List<ScheduleEntry> schedules,
    Index<LockEntry> lock) {

  /** What is wrong in a file is reported to {@link WorkspaceFiles#problems()}. */
  public static Catalog read(WorkspaceFiles files) {
    Problems problems = files.problems();
    StrayFiles.checkOrchestrator(files);
    // The registries are the largest files, and each is read by one thread alone: begun first.
    var skills = CompletableFuture.supplyAsync(() -> SkillEntry.readAll(files));
    var agents = CompletableFuture.supplyAsync(() -> AgentEntry.readAll(files));
    Found<SkillFolder> skillFolders = SkillFolders.read(files);
    Found<AgentFolder> folders = AgentFolders.read(files);
    List<RuleEntry> rules = RuleEntry.readAll(files);
    return new Catalog(
        Index.of(Kind.AGENT, agents.join(), problems),
        Index.of(Kind.AGENT, folders.without(AgentFolder::isTemplate), problems),
        folders.items().stream().filter(AgentFolder::isTemplate).findFirst().orElse(null),
        Index.of(Kind.SKILL, skills.join(), problems),
        Index.of(Kind.SKILL, skillFolders, problems),
        rules,
        Index.of(Kind.WORKFLOW, withInline(WorkflowEntry.readAll(files), rules), problems),
        BalancerFile.read(files),
        ScheduleEntry.readAll(files),
        Index.of(Kind.SKILL, LockEntry.readAll(files), problems));
  }

  /** The active agent that is meant; null where there is none, which is a problem. */
  public @Nullable AgentEntry agent(Name reference, Problems problems) {
    AgentEntry agent = agents.resolve(reference, problems);
    if (agent != null && agent.status() == Status.INACTIVE) {
      problems.add(
          reference.at(),
          ProblemCode.UNKNOWN_AGENT,
          "agent %s is inactive in %s; make it active there, or take it out here"
              .formatted(reference, AgentEntry.FILE_NAME));
      return null;
    }
    return agent;
  }

  /** Whether an agent has a folder of this name. */
  public boolean isAgentFolder(Name name) {
    return agentFolders.items().stream().anyMatch(agent -> agent.folder().equals(name.value()));
  }

  /** Whether the skill is there for the agent. One whose owner is wrong is held against nobody. */
  public boolean mayUse(AgentFolder agent, SkillEntry skill) {
    return skill.visibility() == Visibility.PUBLIC
        || !isAgentFolder(skill.owner())
        || agent.config().skills().stream()
            .anyMatch(binding -> binding.skill().value().equals(skill.id().value()));
  }

  private static Found<WorkflowEntry> withInline(
      Found<WorkflowEntry> files, List<RuleEntry> rules) {
    Stream<WorkflowEntry> inline = rules.stream().map(RuleEntry::inline).filter(Objects::nonNull);
    return new Found<>(Stream.concat(files.items().stream(), inline).toList(), files.complete());
  }
}
