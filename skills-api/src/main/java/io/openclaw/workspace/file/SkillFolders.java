package io.openclaw.workspace.file;

import io.openclaw.workspace.ProblemCode;
import io.openclaw.workspace.SkillManual;
import io.openclaw.workspace.yaml.Name;
import io.openclaw.workspace.yaml.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads {@code skills/**}: each folder with a SKILL.md or a config.yaml is a skill. */
final class SkillFolders {
  private static final int MAX_DEPTH = 4;

  /** What belongs to a skill; its tests do not run here. */
  private static final List<String> PARTS = List.of("handlers", "scripts", "references", "assets");

  private SkillFolders() {}

  static Found<SkillFolder> read(WorkspaceFiles files) {
    List<String> folders = new ArrayList<>();
    boolean complete = find(files, "skills", MAX_DEPTH, folders);
    List<SkillFolder> skills =
        folders.parallelStream()
            .map(folder -> read(files, folder))
            .filter(Objects::nonNull)
            .toList();
    return new Found<>(skills, complete && skills.size() == folders.size());
  }

  /** Whether all folders could be looked at. */
  private static boolean find(WorkspaceFiles files, String parent, int depth, List<String> found) {
    boolean complete = files.isComplete(parent);
    for (String name : files.folders(parent)) {
      String folder = parent + "/" + name;
      StrayFiles.checkSkill(files, folder);
      if (files.exists(folder + "/config.yaml") || files.exists(folder + "/SKILL.md")) {
        found.add(folder);
      } else if (depth > 1) {
        complete &= find(files, folder, depth - 1, found);
      }
    }
    return complete;
  }

  private static @Nullable SkillFolder read(WorkspaceFiles files, String folder) {
    PARTS.forEach(part -> files.include(folder + "/" + part));
    SkillManual manual = ManualFile.read(files, folder);
    String path = folder + "/config.yaml";
    SkillConfig config = files.exists(path) ? files.yaml(path, SkillConfig.FILE) : null;
    if (config == null && files.exists(path)) {
      return null;
    }
    if (config != null) {
      config.handlers().forEach(handler -> checkSource(files, folder, handler.name()));
    }
    return new SkillFolder(new Name(folder, Place.startOf(folder)), manual, config);
  }

  private static void checkSource(WorkspaceFiles files, String folder, Name handler) {
    String file = folder + "/handlers/" + handler.value() + ".py";
    if (!handler.isGiven() || files.isBarred(file)) {
      return;
    }
    if (files.isFile(file)) {
      files.checkKept(file, "a handler has a function run(inputs, context)");
    } else {
      files
          .problems()
          .add(
              handler.at(),
              ProblemCode.MISSING_FILE,
              "handler " + handler + " has no file " + file);
    }
  }
}
