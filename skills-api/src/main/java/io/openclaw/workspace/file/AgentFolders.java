package io.openclaw.workspace.file;

import io.openclaw.workspace.AgentTexts;
import io.openclaw.workspace.ProblemCode;
import io.openclaw.workspace.file.AgentFolder.ToolEntry;
import io.openclaw.workspace.yaml.Place;
import io.openclaw.workspace.yaml.Problems;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads {@code agents/<folder>/}: config.yaml, tools-config.json and the texts. */
final class AgentFolders {
  private static final String FOLDER = "agents";

  /** As the assistants do whose workspaces can be imported; a model reads all of it each time. */
  private static final int MAX_TEXT = 20_000;

  private static final int MAX_TEXTS = 60_000;

  private AgentFolders() {}

  static Found<AgentFolder> read(WorkspaceFiles files) {
    List<String> names = files.folders(FOLDER);
    List<AgentFolder> agents =
        names.parallelStream()
            .map(name -> read(files, name))
            .filter(Objects::nonNull)
            .filter(agent -> agent.id().isGiven())
            .toList();
    return new Found<>(agents, files.isComplete(FOLDER) && agents.size() == names.size());
  }

  private static @Nullable AgentFolder read(WorkspaceFiles files, String name) {
    String path = FOLDER + "/" + name + "/";
    StrayFiles.checkAgent(files, FOLDER + "/" + name);
    AgentTexts texts = texts(files, path);
    AgentConfig config = files.yaml(path + "config.yaml", AgentConfig.FILE);
    List<ToolEntry> tools =
        files.exists(path + "tools-config.json")
            ? files.yaml(path + "tools-config.json", ToolsFile.FILE)
            : null;
    return config == null
        ? null
        : new AgentFolder(
            name, config, IdentityFile.parse(path + "IDENTITY.md", texts.identity()), texts, tools);
  }

  private static AgentTexts texts(WorkspaceFiles files, String path) {
    String identity =
        checked(
            files,
            path + "IDENTITY.md",
            files.text(path + "IDENTITY.md", "write the agent's name into it: - Name: Ada"));
    String soul =
        checked(
            files,
            path + "SOUL.md",
            files.text(
                path + "SOUL.md", "write who the agent is, how it talks, what it never does"));
    AgentTexts texts =
        new AgentTexts(
            optional(files, path + "AGENTS.md"),
            soul == null ? "" : soul,
            identity == null ? "" : identity,
            optional(files, path + "USER.md"),
            optional(files, path + "MEMORY.md"));
    int length = texts.inOrder().stream().mapToInt(AgentFolders::length).sum();
    if (length > MAX_TEXTS) {
      files
          .problems()
          .add(
              Place.startOf(path + "SOUL.md"),
              ProblemCode.TEXT_TOO_LONG,
              "the texts of this folder have %d characters together, and at most %d are read"
                      .formatted(length, MAX_TEXTS)
                  + "; shorten them, or move what is seldom needed into a skill");
    }
    return texts;
  }

  private static @Nullable String optional(WorkspaceFiles files, String file) {
    return checked(files, file, files.textIfThere(file));
  }

  private static @Nullable String checked(
      WorkspaceFiles files, String file, @Nullable String text) {
    Problems problems = files.problems();
    if (text != null && length(text) > MAX_TEXT) {
      problems.add(
          Place.after(file, text.substring(0, text.offsetByCodePoints(0, MAX_TEXT))),
          ProblemCode.TEXT_TOO_LONG,
          "the text has %d characters, and at most %d are read; shorten it, or move what is seldom"
                  .formatted(length(text), MAX_TEXT)
              + " needed into a skill");
    }
    return text;
  }

  private static int length(String text) {
    return text.codePointCount(0, text.length());
  }
}
