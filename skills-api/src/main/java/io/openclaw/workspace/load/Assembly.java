package io.openclaw.workspace.load;

import static java.util.Objects.requireNonNull;

import io.openclaw.workspace.Agent;
import io.openclaw.workspace.Handler;
import io.openclaw.workspace.McpServer;
import io.openclaw.workspace.RoutingRule;
import io.openclaw.workspace.Skill;
import io.openclaw.workspace.Skill.RuntimeKind;
import io.openclaw.workspace.ToolChoice;
import io.openclaw.workspace.Workflow;
import io.openclaw.workspace.Workspace;
import io.openclaw.workspace.check.Variables;
import io.openclaw.workspace.file.AgentConfig;
import io.openclaw.workspace.file.AgentEntry;
import io.openclaw.workspace.file.AgentEntry.Status;
import io.openclaw.workspace.file.AgentFolder;
import io.openclaw.workspace.file.AgentFolder.ToolEntry;
import io.openclaw.workspace.file.BindingEntry;
import io.openclaw.workspace.file.Catalog;
import io.openclaw.workspace.file.HandlerEntry;
import io.openclaw.workspace.file.Index;
import io.openclaw.workspace.file.LockEntry;
import io.openclaw.workspace.file.RuleEntry;
import io.openclaw.workspace.file.ScheduleEntry;
import io.openclaw.workspace.file.SkillConfig;
import io.openclaw.workspace.file.SkillEntry;
import io.openclaw.workspace.file.SkillFolder;
import io.openclaw.workspace.file.WorkflowEntry;
import io.openclaw.workspace.file.WorkspaceFiles;
import io.openclaw.workspace.yaml.Name;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Puts what was read and checked together: places are left behind, references are sound. */
final class Assembly {
  private final Catalog catalog;
  private final WorkspaceFiles files;

  Assembly(Catalog catalog, WorkspaceFiles files) {
    this.catalog = catalog;
    this.files = files;
  }

  Workspace workspace(String version, Path data) {
    Map<String, Agent> agents = new LinkedHashMap<>();
    for (AgentEntry entry : catalog.agents().items()) {
      if (entry.status() == Status.ACTIVE) {
        agents.put(entry.id().value(), agent(entry, checked(catalog.agentFolders(), entry.id())));
      }
    }
    Map<String, Skill> skills = new LinkedHashMap<>();
    for (SkillEntry entry : catalog.skills().items()) {
      LockEntry locked = catalog.lock().byId().get(entry.id().value());
      skills.put(
          entry.id().value(),
          skill(entry, checked(catalog.skillFolders(), entry.folder()))
              .pinned(locked == null ? null : locked.pin()));
    }
    Map<String, Workflow> workflows = new LinkedHashMap<>();
    for (WorkflowEntry entry : catalog.workflows().items()) {
      workflows.put(entry.id().value(), entry.workflow());
    }
    return new Workspace(
        version,
        data,
        agents,
        skills,
        rules(),
        workflows,
        catalog.balancer().balancing(),
        catalog.schedules().stream().map(ScheduleEntry::schedule).toList());
  }

  private static Agent agent(AgentEntry entry, AgentFolder folder) {
    AgentConfig config = folder.config();
    return new Agent(
        entry.id().value(),
        entry.name().value(),
        config.description(),
        folder.folder(),
        folder.identity().identity(entry.name().value()),
        folder.texts(),
        config.model(),
        config.grants().permissions(),
        config.skills().stream().map(BindingEntry::binding).toList(),
        tools(folder.tools()),
        config.memory(),
        config.rateLimits(),
        config.monitoring(),
        entry.domains(),
        entry.deployment());
  }

  private static @Nullable List<ToolChoice> tools(@Nullable List<ToolEntry> tools) {
    return tools == null
        ? null
        : tools.stream()
            .map(tool -> new ToolChoice(tool.skill().value(), values(tool.handlers())))
            .toList();
  }

  private Skill skill(SkillEntry entry, SkillFolder folder) {
    SkillConfig config = folder.config();
    Variables variables = Variables.of(entry, config);
    Skill skill =
        new Skill(
            entry.id().value(),
            entry.name(),
            entry.version().value(),
            files.path(folder.folder()),
            folder.manual(),
            entry.owner().value(),
            entry.visibility(),
            config == null ? RuntimeKind.PROCESS : runtime(config),
            config == null ? null : server(config),
            config == null ? List.of() : config.requirements(),
            values(variables.granted()),
            entry.resources(),
            entry.rateLimit(),
            entry.network(),
            config == null ? Map.of() : handlers(folder.folder(), config));
    return skill
        .without(values(variables.lacking()))
        .startedBy(config == null ? List.of() : config.command());
  }

  private static List<String> values(List<Name> names) {
    return names.stream().map(Name::value).toList();
  }

  private Map<String, Handler> handlers(String folder, SkillConfig config) {
    Map<String, Handler> handlers = new LinkedHashMap<>();
    for (HandlerEntry entry : config.handlers()) {
      String name = entry.name().value();
      String ending = config.ending();
      String file = ending == null ? "/config.yaml" : "/handlers/" + name + ending;
      handlers.put(name, entry.handler(files.path(folder + file)));
    }
    return handlers;
  }

  private static RuntimeKind runtime(SkillConfig config) {
    return requireNonNull(config.runtime(), "runtime was not checked");
  }

  private static @Nullable McpServer server(SkillConfig config) {
    if (config.server() == null) {
      return null;
    }
    Map<String, String> tools = new LinkedHashMap<>();
    for (HandlerEntry handler : config.handlers()) {
      Name tool = handler.tool();
      if (tool != null) {
        tools.put(handler.name().value(), tool.value());
      }
    }
    return new McpServer(config.server(), tools);
  }

  /** The sort is stable: rules of the same priority stay in file order. */
  private List<RoutingRule> rules() {
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
