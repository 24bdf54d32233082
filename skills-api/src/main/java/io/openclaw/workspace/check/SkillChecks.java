package io.openclaw.workspace.check;

import io.openclaw.workspace.ProblemCode;
import io.openclaw.workspace.Skill.Visibility;
import io.openclaw.workspace.file.AgentFolder;
import io.openclaw.workspace.file.Catalog;
import io.openclaw.workspace.file.Index;
import io.openclaw.workspace.file.SkillConfig;
import io.openclaw.workspace.file.SkillEntry;
import io.openclaw.workspace.file.SkillFolder;
import io.openclaw.workspace.yaml.Name;
import io.openclaw.workspace.yaml.Problems;
import io.openclaw.workspace.yaml.Spelling;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Checks the skills: their folders against the registry, and whom they belong to. */
final class SkillChecks {
  private static final String SYSTEM = "system";

  private final Catalog catalog;
  private final Problems problems;
  private final Set<String> owners;
  private final Set<String> registeredFolders;

  private SkillChecks(Catalog catalog, Problems problems) {
    this.catalog = catalog;
    this.problems = problems;
    this.owners =
        catalog.agentFolders().items().stream()
            .map(AgentFolder::folder)
            .collect(Collectors.toSet());
    this.registeredFolders =
        catalog.skills().items().stream()
            .map(skill -> skill.folder().value())
            .collect(Collectors.toSet());
  }

  static void run(Catalog catalog, Problems problems) {
    SkillChecks checks = new SkillChecks(catalog, problems);
    catalog.skills().items().forEach(checks::checkSkill);
    catalog.skillFolders().items().forEach(checks::checkFolder);
  }

  private void checkSkill(SkillEntry skill) {
    checkOwner(skill);
    SkillFolder folder = catalog.skillFolders().byId().get(skill.folder().value());
    if (folder != null) {
      checkAgainstFolder(skill, folder);
    } else if (catalog.skillFolders().complete() && skill.folder().isGiven()) {
      problems.add(
          skill.folder().at(),
          ProblemCode.MISSING_FILE,
          "there is no skill in %s, neither SKILL.md nor config.yaml; %s"
              .formatted(skill.folder().value(), whereElse(skill)));
    }
  }

  private String whereElse(SkillEntry skill) {
    for (SkillFolder folder : catalog.skillFolders().items()) {
      SkillConfig config = folder.config();
      if (config != null && config.id().value().equals(skill.id().value())) {
        return "this one lies in " + folder.folder();
      }
    }
    return "add it, or remove this entry";
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

  private void checkAgainstFolder(SkillEntry skill, SkillFolder folder) {
    SkillConfig config = folder.config();
    if (config != null) {
      Agreement.check("id", config.id(), skill.id(), problems);
      Agreement.check("version", config.version(), skill.version(), problems);
      Index.checkUnique("handler", config.handlerNames(), problems);
    }
    List<Name> registered = skill.handlers();
    if (registered != null) {
      checkHandlers(registered, folder, config);
    }
  }

  private void checkHandlers(
      List<Name> registered, SkillFolder folder, @Nullable SkillConfig config) {
    List<Name> handlers = config == null ? List.of() : config.handlerNames();
    Index.checkUnique("handler", registered, problems);
    Set<String> defined = values(handlers);
    for (Name handler : registered) {
      if (handler.isGiven() && !defined.contains(handler.value()) && !defined.contains("")) {
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
            "handler %s is not among the skill's handlers in %s; add it there"
                .formatted(handler, SkillEntry.FILE_NAME));
      }
    }
  }

  private void checkFolder(SkillFolder folder) {
    if (!registeredFolders.contains(folder.folder())) {
      SkillConfig config = folder.config();
      Name id =
          config == null
              ? new Name(folder.folder().substring("skills/".length()), folder.id().at())
              : config.id();
      SkillEntry entry = catalog.skills().byId().get(id.value());
      if (entry == null) {
        Agreement.checkRegistered(
            "skill", id, catalog.skills().complete(), SkillEntry.FILE_NAME, problems);
      } else if (catalog.skillFolders().byId().containsKey(entry.folder().value())) {
        problems.add(
            id.at(),
            ProblemCode.DUPLICATE_ID,
            "skill %s is there already, in %s; give this one an id of its own, or remove the folder"
                .formatted(id, entry.folder().value()));
      }
      // Where the entry leads to no folder, it tells of this one.
    }
  }

  private static Set<String> values(List<Name> names) {
    return names.stream().map(Name::value).collect(Collectors.toSet());
  }
}
