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

/** The change that adds a skill: its folder, its entry in the registry, its owner's binding. */
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
