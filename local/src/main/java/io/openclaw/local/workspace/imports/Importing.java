package io.openclaw.local.workspace.imports;

import io.openclaw.local.workspace.EditedFile;
import io.openclaw.local.workspace.agent.AgentMaking;
import io.openclaw.local.workspace.agent.AgentTemplate;
import io.openclaw.local.workspace.change.FileEdit;
import io.openclaw.local.workspace.change.NewFolder;
import io.openclaw.local.workspace.change.RefusedException;
import io.openclaw.local.workspace.change.WorkspaceChange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Plans an import: reads the source, and refuses it with all that is in the way at once. */
public final class Importing {
  private final Path root;
  private final Source source;
  private final List<ImportedSkill> skills = new ArrayList<>();
  private final List<String> wrong = new ArrayList<>();

  private Importing(Path root, Source source) {
    this.root = root;
    this.source = source;
  }

  /**
   * Plans it, and writes nothing.
   *
   * @param root the workspace, which has been found sound
   * @param name of the agent's folder; null to find one
   */
  public static ImportPlan plan(Path root, Source source, @Nullable String name)
      throws RefusedException, IOException {
    return new Importing(root, source).plan(name);
  }

  private ImportPlan plan(@Nullable String name) throws RefusedException, IOException {
    ImportedAgent agent =
        source.kind() == Source.Kind.AGENT ? ImportedAgent.read(source, name) : null;
    for (Path folder : source.skills()) {
      skills.add(ImportedSkill.read(source, folder, agent == null ? null : agent.agent().folder()));
    }
    EditedFile registry = EditedFile.open(root, EditedFile.SKILLS);
    checkSkills(Set.copyOf(registry.yaml().words("skills", "id")));
    EditedFile agents = agent == null ? null : registered(agent);
    checkForSecrets(agent);
    if (!wrong.isEmpty()) {
      if (source.kind() == Source.Kind.SKILLS && skills.size() > 1) {
        wrong.add("Each skill can also be imported by itself: name its folder.");
      }
      throw new RefusedException(wrong.stream().map(ImportReport::plain).toList());
    }
    return new ImportPlan(
        change(agent, agents, registry),
        agent == null ? null : agent.agent().id(),
        origins(agent),
        ImportReport.of(source, agent, skills, Leftovers.of(source, skills)));
  }

  private void checkSkills(Set<String> registered) {
    Map<String, ImportedSkill> seen = new HashMap<>();
    for (ImportedSkill skill : skills) {
      String folder = source.shown(skill.folder());
      skill.manual().wrong().forEach(finding -> wrong.add(finding.toString()));
      if (skill.files().copied().containsKey("config.yaml")) {
        wrong.add(
            source.shown(skill.folder().resolve("config.yaml"))
                + ": a file of this name describes handlers here; rename it, and what speaks of it");
      }
      if (skill.manual().name().isEmpty()) {
        continue;
      }
      ImportedSkill other = seen.putIfAbsent(skill.manual().name(), skill);
      if (other != null) {
        wrong.add(
            "%s and %s are both named %s; rename one"
                .formatted(source.shown(other.folder()), folder, skill.manual().name()));
      }
      if (registered.contains(skill.id())
          || Files.exists(root.resolve(skill.path()), LinkOption.NOFOLLOW_LINKS)) {
        wrong.add(
            "%s has the name of %s, which is in the workspace; rename one"
                .formatted(folder, skill.path()));
      }
    }
  }

  /** The agents' registry with the new one; null where that can't be, and is reported. */
  private @Nullable EditedFile registered(ImportedAgent agent) throws IOException {
    try {
      return AgentMaking.registered(root, agent.agent());
    } catch (RefusedException e) {
      wrong.addAll(e.lines());
      return null;
    }
  }

  private void checkForSecrets(@Nullable ImportedAgent agent) throws IOException {
    List<Path> copied = new ArrayList<>();
    if (agent != null) {
      copied.addAll(agent.copied().values());
    }
    skills.forEach(skill -> copied.addAll(skill.files().copied().values()));
    for (Path file : copied) {
      SecretScan.scan(file, source.shown(file)).forEach(found -> wrong.add(found.toString()));
    }
  }

  private WorkspaceChange change(
      @Nullable ImportedAgent agent, @Nullable EditedFile agents, EditedFile registry)
      throws RefusedException, IOException {
    List<NewFolder> folders = new ArrayList<>();
    List<FileEdit> edits = new ArrayList<>();
    if (agent != null && agents != null) {
      edits.add(agents.edit());
      folders.add(agent.newFolder(AgentTemplate.read(root), skills));
    }
    for (ImportedSkill skill : skills) {
      folders.add(skill.newFolder());
      registry.add(skill.entry(), "skills");
    }
    if (!skills.isEmpty()) {
      edits.add(registry.edit());
    }
    return new WorkspaceChange(folders, edits);
  }

  private Map<String, String> origins(@Nullable ImportedAgent agent) {
    Map<String, String> origins = new LinkedHashMap<>();
    for (ImportedSkill skill : skills) {
      boolean single = skill.folder().equals(source.root());
      origins.put(skill.path(), single ? "" : source.shown(skill.folder()));
    }
    if (agent != null) {
      origins.put(agent.agent().path(), "");
    }
    return origins;
  }
}
