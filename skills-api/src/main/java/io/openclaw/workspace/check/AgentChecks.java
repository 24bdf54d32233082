package io.openclaw.workspace.check;

import io.openclaw.workspace.ProblemCode;
import io.openclaw.workspace.Skill.Visibility;
import io.openclaw.workspace.file.AgentConfig;
import io.openclaw.workspace.file.AgentEntry;
import io.openclaw.workspace.file.AgentFolder;
import io.openclaw.workspace.file.AgentFolder.ToolEntry;
import io.openclaw.workspace.file.BindingEntry;
import io.openclaw.workspace.file.Catalog;
import io.openclaw.workspace.file.Index;
import io.openclaw.workspace.file.SkillConfig;
import io.openclaw.workspace.file.SkillEntry;
import io.openclaw.workspace.file.SkillFolder;
import io.openclaw.workspace.yaml.Name;
import io.openclaw.workspace.yaml.Problems;
import io.openclaw.workspace.yaml.Spelling;
import java.util.List;
import java.util.Map;

/** Checks the agents: their folders against the registry, and what they use. */
final class AgentChecks {
  private static final String NO_FOLDER = "; add its folder, or remove this entry";

  private final Catalog catalog;
  private final Problems problems;
  private final Ceiling ceiling;

  private AgentChecks(Catalog catalog, Problems problems) {
    this.catalog = catalog;
    this.problems = problems;
    this.ceiling = new Ceiling(catalog.template(), problems);
  }

  static void run(Catalog catalog, Problems problems) {
    AgentChecks checks = new AgentChecks(catalog, problems);
    catalog.agents().items().forEach(checks::checkHasFolder);
    catalog.agentFolders().items().forEach(checks::checkAgent);
    AgentFolder template = catalog.template();
    if (template != null) {
      checks.checkUse(template);
    }
  }

  private void checkHasFolder(AgentEntry agent) {
    Map<String, AgentFolder> folders = catalog.agentFolders().byId();
    if (!folders.containsKey(agent.id().value()) && catalog.agentFolders().complete()) {
      List<String> unregistered =
          folders.keySet().stream().filter(id -> !catalog.agents().byId().containsKey(id)).toList();
      String hint = Spelling.hint(agent.id().value(), unregistered);
      problems.add(
          agent.id().at(),
          ProblemCode.MISSING_FILE,
          "no config.yaml in agents/*/ has the id %s%s"
              .formatted(agent.id(), unregistered.isEmpty() ? NO_FOLDER : hint));
    }
  }

  private void checkAgent(AgentFolder folder) {
    AgentConfig config = folder.config();
    AgentEntry entry = catalog.agents().byId().get(config.id().value());
    Agreement.check("id", folder.identity().id(), config.id(), problems);
    if (entry == null) {
      Agreement.checkRegistered(
          "agent", config.id(), catalog.agents().complete(), AgentEntry.FILE_NAME, problems);
    } else {
      Agreement.check("name", config.name(), entry.name(), problems);
      Agreement.check("version", folder.identity().version(), entry.version(), problems);
    }
    ceiling.check(config.grants());
    checkUse(folder);
  }

  private void checkUse(AgentFolder folder) {
    List<BindingEntry> bindings = folder.config().skills();
    bindings.forEach(binding -> checkBinding(folder, binding));
    Index.checkUnique("skill", bindings.stream().map(BindingEntry::skill).toList(), problems);
    List<ToolEntry> tools = folder.tools();
    if (tools != null) {
      tools.forEach(tool -> checkTool(folder, tool));
      Index.checkUnique("skill", tools.stream().map(ToolEntry::skill).toList(), problems);
    }
  }

  private void checkBinding(AgentFolder folder, BindingEntry binding) {
    SkillEntry skill = catalog.skills().resolve(binding.skill(), problems);
    if (skill == null) {
      return;
    }
    Agreement.check("version", binding.version(), skill.version(), problems);
    if (skill.visibility() == Visibility.PRIVATE
        && catalog.isAgentFolder(skill.owner())
        && !skill.owner().value().equals(folder.folder())) {
      problems.add(
          binding.skill().at(),
          ProblemCode.PRIVATE_SKILL,
          "skill %s is private to agents/%s; make it public in %s, or do not bind it"
              .formatted(binding.skill(), skill.owner().value(), SkillEntry.FILE_NAME));
    }
    ceiling.checkGpus(folder.config().grants(), binding.skill(), skill.resources().gpu());
  }

  private void checkTool(AgentFolder folder, ToolEntry tool) {
    SkillEntry skill = catalog.skills().resolve(tool.skill(), problems);
    if (skill == null) {
      return;
    }
    if (!catalog.mayUse(folder, skill)) {
      problems.add(
          tool.skill().at(),
          ProblemCode.SKILL_NOT_BOUND,
          "skill %s is private, and agents/%s/config.yaml does not bind it"
              .formatted(tool.skill(), folder.folder()));
    }
    SkillFolder skillFolder = catalog.skillFolders().byId().get(skill.folder().value());
    SkillConfig config = skillFolder == null ? null : skillFolder.config();
    if (config != null) {
      checkHandlers(tool, config);
    }
  }

  private void checkHandlers(ToolEntry tool, SkillConfig config) {
    List<String> defined = config.handlerNames().stream().map(Name::value).toList();
    for (Name handler : tool.handlers()) {
      if (handler.isGiven() && !defined.contains(handler.value()) && !defined.contains("")) {
        problems.add(
            handler.at(),
            ProblemCode.UNKNOWN_HANDLER,
            "skill %s has no handler %s%s"
                .formatted(tool.skill(), handler, Spelling.hint(handler.value(), defined)));
      }
    }
    Index.checkUnique("handler", tool.handlers(), problems);
  }
}
