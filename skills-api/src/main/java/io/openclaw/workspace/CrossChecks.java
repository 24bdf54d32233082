package io.openclaw.workspace;

import io.openclaw.workspace.AgentFolder.Binding;
import io.openclaw.workspace.RegistryFiles.AgentEntry;
import io.openclaw.workspace.RegistryFiles.SkillEntry;
import io.openclaw.workspace.RoutingFile.RuleEntry;
import io.openclaw.workspace.Skill.Visibility;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Checks what no file can tell alone: registries against folders, and references from each file to
 * the others. What could not be read is not held against those who refer to it.
 */
final class CrossChecks {
  private static final String SYSTEM = "system";

  private final Catalog catalog;
  private final Problems problems;
  private final Map<String, SkillEntry> entriesByFolder = new HashMap<>();
  private final Set<String> owners;

  private CrossChecks(Catalog catalog, Problems problems) {
    this.catalog = catalog;
    this.problems = problems;
    catalog.skills().items().forEach(skill -> entriesByFolder.put(skill.folder().value(), skill));
    this.owners =
        catalog.agentFolders().items().stream()
            .map(AgentFolder::folder)
            .collect(Collectors.toSet());
  }

  static void run(Catalog catalog, Problems problems) {
    CrossChecks checks = new CrossChecks(catalog, problems);
    catalog.agents().items().forEach(checks::checkHasFolder);
    catalog.agentFolders().items().forEach(checks::checkAgentFolder);
    catalog.skills().items().forEach(checks::checkSkill);
    catalog.skillFolders().items().forEach(checks::checkSkillFolder);
    catalog.rules().forEach(checks::checkRule);
    Index.checkUnique("rule", Index.ids(catalog.rules()), problems);
    catalog.workflows().items().forEach(w -> WorkflowChecks.run(w, catalog, problems));
  }

  private void checkHasFolder(AgentEntry agent) {
    Map<String, AgentFolder> folders = catalog.agentFolders().byId();
    if (!folders.containsKey(agent.id().value()) && catalog.agentFolders().complete()) {
      problems.add(
          agent.id().at(),
          ProblemCode.MISSING_FILE,
          "no config.yaml in agents/*/ has the id "
              + agent.id()
              + Spelling.hint(agent.id().value(), folders.keySet()));
    }
  }

  private void checkAgentFolder(AgentFolder folder) {
    AgentFolder.Config config = folder.config();
    AgentEntry entry = catalog.agents().byId().get(config.id().value());
    checkSame("id", folder.identity().id(), config.id());
    if (entry == null) {
      checkRegistered("agent", config.id(), catalog.agents().complete(), RegistryFiles.AGENTS);
    } else {
      checkSame("name", config.name(), entry.name());
      checkSame("version", folder.identity().version(), entry.version());
    }
    config.skills().forEach(binding -> checkBinding(folder, binding));
    Index.checkUnique("skill", config.skills().stream().map(Binding::skill).toList(), problems);
  }

  private void checkBinding(AgentFolder folder, Binding binding) {
    SkillEntry skill = catalog.skills().resolve(binding.skill(), problems);
    if (skill == null) {
      return;
    }
    checkSame("version", binding.version(), skill.version());
    if (skill.visibility() == Visibility.PRIVATE
        && skill.owner().isGiven()
        && !skill.owner().value().equals(folder.folder())) {
      problems.add(
          binding.skill().at(),
          ProblemCode.PRIVATE_SKILL,
          "skill %s is private to its owner, agents/%s"
              .formatted(binding.skill(), skill.owner().value()));
    }
  }

  private void checkSkill(SkillEntry skill) {
    checkOwner(skill);
    SkillFolder folder = catalog.skillFolders().byId().get(skill.folder().value());
    if (folder != null) {
      checkSame("id", folder.config().id(), skill.id());
      checkSame("version", folder.config().version(), skill.version());
      checkHandlers(skill, folder);
    } else if (catalog.skillFolders().complete()) {
      problems.add(
          skill.folder().at(),
          ProblemCode.MISSING_FILE,
          "there is no skill in %s: neither SKILL.md nor config.yaml"
              .formatted(skill.folder().value()));
    }
  }

  private void checkOwner(SkillEntry skill) {
    Name owner = skill.owner();
    if (owner.value().equals(SYSTEM)) {
      if (skill.visibility() == Visibility.PRIVATE) {
        problems.add(
            owner.at(),
            ProblemCode.INVALID_VALUE,
            "a private skill needs an agent's folder as its owner, or nobody could use it");
      }
    } else if (owner.isGiven()
        && !owners.contains(owner.value())
        && catalog.agentFolders().complete()) {
      problems.add(
          owner.at(),
          ProblemCode.UNKNOWN_AGENT,
          "the owner must be system or a folder in agents/; there is no agents/"
              + owner.value()
              + Spelling.hint(owner.value(), owners));
    }
  }

  private void checkHandlers(SkillEntry skill, SkillFolder folder) {
    List<Name> handlers = folder.config().handlerNames();
    Index.checkUnique("handler", handlers, problems);
    List<Name> registered = skill.handlers();
    if (registered == null) {
      return;
    }
    Index.checkUnique("handler", registered, problems);
    Set<String> defined = values(handlers);
    for (Name handler : registered) {
      if (handler.isGiven() && !defined.contains(handler.value())) {
        problems.add(
            handler.at(),
            ProblemCode.UNKNOWN_HANDLER,
            "%s/config.yaml has no handler %s%s"
                .formatted(folder.folder(), handler, Spelling.hint(handler.value(), defined)));
      }
    }
    Set<String> named = values(registered);
    for (Name handler : handlers) {
      if (handler.isGiven() && !named.contains(handler.value())) {
        problems.add(
            handler.at(),
            ProblemCode.MISMATCH,
            "handler %s is not among the skill's handlers in %s"
                .formatted(handler, RegistryFiles.SKILLS));
      }
    }
  }

  private void checkSkillFolder(SkillFolder folder) {
    if (!entriesByFolder.containsKey(folder.folder())) {
      checkRegistered(
          "skill", folder.config().id(), catalog.skills().complete(), RegistryFiles.SKILLS);
    }
  }

  private void checkRule(RuleEntry rule) {
    rule.agents().forEach(agent -> catalog.agent(agent, problems));
    Index.checkUnique("agent", rule.agents(), problems);
    if (rule.workflow() != null) {
      catalog.workflows().resolve(rule.workflow(), problems);
    }
  }

  private void checkRegistered(String kind, Name id, boolean complete, String registry) {
    if (complete && id.isGiven()) {
      problems.add(
          id.at(),
          ProblemCode.NOT_REGISTERED,
          "%s %s is not in %s; add it there, or remove the folder".formatted(kind, id, registry));
    }
  }

  private void checkSame(String what, @Nullable Name here, @Nullable Name there) {
    if (here != null
        && there != null
        && here.isGiven()
        && there.isGiven()
        && !here.value().equals(there.value())) {
      problems.add(
          here.at(),
          ProblemCode.MISMATCH,
          "the %s is %s here, and %s in %s:%d"
              .formatted(what, here, there, there.at().file(), there.at().line()));
    }
  }

  private static Set<String> values(List<Name> names) {
    return names.stream().map(Name::value).collect(Collectors.toSet());
  }
}
