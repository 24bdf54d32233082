package io.openclaw.workspace;

import io.openclaw.workspace.AgentFolder.Binding;
import io.openclaw.workspace.RegistryFiles.AgentEntry;
import io.openclaw.workspace.RegistryFiles.SkillEntry;
import io.openclaw.workspace.RegistryFiles.Status;
import io.openclaw.workspace.RoutingFile.RuleEntry;
import io.openclaw.workspace.WorkflowFiles.WorkflowFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads a workspace folder and checks it as a whole. Stateless: may be called from any thread, and
 * blocks while it reads.
 */
public final class WorkspaceLoader {
  private WorkspaceLoader() {}

  /** Never throws for what is in the files; every problem is reported, not just the first. */
  public static LoadResult load(Path root) {
    Problems problems = new Problems();
    Path folder;
    try {
      folder = root.toRealPath();
    } catch (IOException e) {
      problems.add(
          Place.startOf(root.toString()),
          ProblemCode.WORKSPACE_NOT_FOUND,
          "there is no workspace folder here");
      return new LoadResult.Invalid(problems.sorted());
    }
    WorkspaceFiles files = new WorkspaceFiles(folder, problems);
    Catalog catalog = Catalog.read(files);
    CrossChecks.run(catalog, problems);
    return problems.isEmpty()
        ? new LoadResult.Loaded(workspace(files, catalog))
        : new LoadResult.Invalid(problems.sorted());
  }

  private static Workspace workspace(WorkspaceFiles files, Catalog catalog) {
    Map<String, Agent> agents = new LinkedHashMap<>();
    for (AgentEntry entry : catalog.agents().items()) {
      if (entry.status() == Status.ACTIVE) {
        agents.put(entry.id().value(), agent(entry, checked(catalog.agentFolders(), entry.id())));
      }
    }
    Map<String, Skill> skills = new LinkedHashMap<>();
    for (SkillEntry entry : catalog.skills().items()) {
      SkillFolder folder = checked(catalog.skillFolders(), entry.folder());
      skills.put(entry.id().value(), skill(entry, folder, files));
    }
    Map<String, Workflow> workflows = new LinkedHashMap<>();
    for (WorkflowFile file : catalog.workflows().items()) {
      workflows.put(file.id().value(), file.workflow());
    }
    return new Workspace(files.version(), files.root(), agents, skills, rules(catalog), workflows);
  }

  private static Agent agent(AgentEntry entry, AgentFolder folder) {
    AgentFolder.Config config = folder.config();
    return new Agent(
        entry.id().value(),
        entry.name().value(),
        config.description(),
        folder.identity().identity(entry.name().value()),
        folder.soul(),
        config.model(),
        config.permissions(),
        config.skills().stream().map(Binding::settings).toList(),
        entry.domains(),
        entry.replicas());
  }

  private static Skill skill(SkillEntry entry, SkillFolder folder, WorkspaceFiles files) {
    SkillFolder.Config config = folder.config();
    return new Skill(
        entry.id().value(),
        entry.name(),
        entry.version().value(),
        files.path(folder.folder()),
        folder.description(),
        entry.owner().value(),
        entry.visibility(),
        config.runtime(),
        config.requirements(),
        config.environment(),
        entry.timeout(),
        config.handlers());
  }

  /** The sort is stable: rules of the same priority stay in file order. */
  private static List<RoutingRule> rules(Catalog catalog) {
    return catalog.rules().stream()
        .map(RuleEntry::rule)
        .sorted(Comparator.comparingInt(RoutingRule::priority).reversed())
        .toList();
  }

  private static <T extends Index.Item> T checked(Index<T> index, Name id) {
    T item = index.byId().get(id.value());
    if (item == null) {
      throw new IllegalStateException(index.kind() + " " + id + " was not checked");
    }
    return item;
  }
}
