package io.openclaw.local.workspace.skill;

import io.openclaw.local.workspace.EditedFile;
import io.openclaw.local.workspace.change.FileEdit;
import io.openclaw.local.workspace.change.NewFolder;
import io.openclaw.local.workspace.change.RefusedException;
import io.openclaw.local.workspace.change.WorkspaceChange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The change that adds a skill: its folder, its entry in the registry, and what lets its owner use
 * it.
 */
public final class SkillMaking {
  private static final String TEMPLATE = "template";

  private SkillMaking() {}

  public static WorkspaceChange change(Path root, NewSkill skill)
      throws RefusedException, IOException {
    if (Files.exists(root.resolve(skill.path()), LinkOption.NOFOLLOW_LINKS)) {
      throw new RefusedException(skill.path() + " is there already; choose another name");
    }
    EditedFile registry = EditedFile.open(root, EditedFile.SKILLS);
    if (registry.yaml().words("skills", "id").contains(skill.id())) {
      throw new RefusedException(
          "the id %s is taken, in %s; choose another name"
              .formatted(skill.id(), EditedFile.SKILLS));
    }
    registry.add(skill.entry(), "skills");
    List<FileEdit> edits = new ArrayList<>(List.of(registry.edit()));
    if (skill.owner() != null) {
      edits.add(bound(root, skill, skill.owner()));
      if (isRestricted(root, skill.owner())) {
        edits.add(offered(root, skill, skill.owner()));
      }
    }
    return new WorkspaceChange(List.of(new NewFolder(skill.path(), SkillFiles.of(skill))), edits);
  }

  private static FileEdit bound(Path root, NewSkill skill, String owner)
      throws RefusedException, IOException {
    List<String> agents = agents(root);
    if (!agents.contains(owner)) {
      throw new RefusedException(
          "there is no agent in agents/%s; there are: %s"
              .formatted(owner, agents.isEmpty() ? "none" : String.join(", ", agents)));
    }
    EditedFile config = EditedFile.open(root, "agents/" + owner + "/config.yaml");
    config.add(skill.binding(), "agent", "skills");
    return config.edit();
  }

  /** Whether the agent is offered only what its tools-config.json names. */
  public static boolean isRestricted(Path root, String agent) {
    return Files.exists(root.resolve(tools(agent)));
  }

  private static FileEdit offered(Path root, NewSkill skill, String owner)
      throws RefusedException, IOException {
    EditedFile tools = EditedFile.open(root, tools(owner));
    tools.addJson(skill.offer(), "tools");
    return tools.edit();
  }

  private static String tools(String agent) {
    return "agents/" + agent + "/tools-config.json";
  }

  private static List<String> agents(Path root) throws IOException {
    try (Stream<Path> folders = Files.list(root.resolve("agents"))) {
      return folders
          .filter(folder -> Files.isRegularFile(folder.resolve("config.yaml")))
          .map(folder -> String.valueOf(folder.getFileName()))
          .filter(name -> !name.equals(TEMPLATE) && !name.startsWith("."))
          .sorted()
          .toList();
    }
  }
}
