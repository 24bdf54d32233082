package io.openclaw.workspace.file;

import io.openclaw.workspace.ProblemCode;
import io.openclaw.workspace.Skill.RuntimeKind;
import io.openclaw.workspace.SkillManual;
import io.openclaw.workspace.yaml.Name;
import io.openclaw.workspace.yaml.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads {@code skills/**}: each folder with a SKILL.md or a config.yaml is a skill. */
final class SkillFolders {
  private static final int MAX_DEPTH = 4;

  /** What belongs to a skill; its tests do not run here. */
  static final List<String> PARTS = List.of("handlers", "scripts", "references", "assets");

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
      RuntimeKind runtime = config.runtime();
      if (runtime != null) {
        CommandEntry.check(files, folder, config.commandWords());
        config.handlers().forEach(handler -> check(files, folder, config, runtime, handler));
      }
    }
    return new SkillFolder(new Name(folder, Place.startOf(folder)), manual, config);
  }

  private static void check(
      WorkspaceFiles files,
      String folder,
      SkillConfig config,
      RuntimeKind runtime,
      HandlerEntry handler) {
    Name tool = handler.tool();
    if (tool != null && runtime != RuntimeKind.MCP) {
      files
          .problems()
          .add(
              tool.at(),
              ProblemCode.NOT_OF_RUNTIME,
              "\"tool\" means nothing with runtime %s: it belongs to runtime mcp; remove it"
                  .formatted(runtime.name().toLowerCase(Locale.ROOT)));
    }
    String ending = config.ending();
    if (ending != null) {
      checkSource(files, folder + "/handlers/" + handler.name().value() + ending, handler.name());
    }
  }

  private static void checkSource(WorkspaceFiles files, String file, Name handler) {
    if (!handler.isGiven() || files.isBarred(file)) {
      return;
    }
    if (files.isFile(file)) {
      if (file.endsWith(".wasm")) {
        files.checkModule(file);
      } else {
        files.checkKept(file, "a handler has a function run(inputs, context)");
      }
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
