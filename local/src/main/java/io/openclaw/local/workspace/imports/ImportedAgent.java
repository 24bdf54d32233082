package io.openclaw.local.workspace.imports;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.openclaw.local.workspace.EntryName;
import io.openclaw.local.workspace.agent.AgentTemplate;
import io.openclaw.local.workspace.agent.IdentityText;
import io.openclaw.local.workspace.agent.NewAgent;
import io.openclaw.local.workspace.change.Content;
import io.openclaw.local.workspace.change.NewFolder;
import io.openclaw.local.workspace.change.RefusedException;
import io.openclaw.local.workspace.yaml.BlockList;
import io.openclaw.local.workspace.yaml.CannotEditException;
import io.openclaw.local.workspace.yaml.YamlText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The agent that a workspace is the home of.
 *
 * @param copied its files, which are copied as they are, by name
 */
record ImportedAgent(NewAgent agent, SortedMap<String, Path> copied) {
  private static final String IDENTITY = "IDENTITY.md";
  private static final String SOUL = "SOUL.md";
  private static final String FIRST_VERSION = "0.1.0";
  private static final int LONGEST_NAME = 64;

  /** The files that mean here what they mean there. */
  static final List<String> KEPT = List.of("AGENTS.md", SOUL, IDENTITY, "USER.md", "MEMORY.md");

  /**
   * Reads who it is.
   *
   * @param folder the name that was asked for; null to find one
   */
  static ImportedAgent read(Source source, @Nullable String folder)
      throws RefusedException, IOException {
    SortedMap<String, Path> copied = new TreeMap<>();
    for (String name : KEPT) {
      Path file = source.root().resolve(name);
      if (Source.isFile(file) && SourceFiles.tooLarge(file).isEmpty()) {
        copied.put(name, file);
      }
    }
    Path file = copied.get(IDENTITY);
    // Bytes that are no UTF-8 are for the loader to report, with their place.
    IdentityText identity =
        new IdentityText(file == null ? "" : new String(Files.readAllBytes(file), UTF_8));
    return new ImportedAgent(agent(source, folder, identity), copied);
  }

  private static NewAgent agent(Source source, @Nullable String asked, IdentityText identity)
      throws RefusedException {
    String said = identity.value("name");
    // The template that workspaces begin with has "(pick something you like)" there.
    String name = said == null || said.startsWith("(") ? null : said;
    String folder = asked == null ? folder(source, name) : asked;
    String id = identity.value("id");
    String version = identity.value("version");
    return new NewAgent(
        folder,
        id == null ? NewAgent.defaultId(folder) : id,
        name == null ? folder : name,
        version == null ? FIRST_VERSION : version,
        List.of());
  }

  private static String folder(Source source, @Nullable String name) throws RefusedException {
    String home = String.valueOf(source.root().getFileName());
    for (String candidate : List.of(name == null ? "" : name, home)) {
      String folder = slug(candidate);
      if (EntryName.isValid(folder) && !folder.equals(Source.WORKSPACE)) {
        return folder;
      }
    }
    throw new RefusedException(
        "neither IDENTITY.md nor the folder has a name for the agent's folder; give --name, "
            + EntryName.RULE);
  }

  private static String slug(String name) {
    String slug = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    String cut = slug.substring(0, Math.min(slug.length(), LONGEST_NAME));
    return cut.replaceAll("^-|-$", "");
  }

  NewFolder newFolder(AgentTemplate template, List<ImportedSkill> skills) throws RefusedException {
    SortedMap<String, Content> files = new TreeMap<>();
    files.put(
        IDENTITY,
        new Content.Text(
            "# %s\n\n- Name: %s\n- ID: %s\n- Version: %s\n"
                .formatted(agent.name(), agent.name(), agent.id(), agent.version())));
    files.put(SOUL, new Content.Text("# Who I Am\n\nI am %s.\n".formatted(agent.name())));
    copied.forEach((name, file) -> files.put(name, new Content.Copy(file)));
    files.put("config.yaml", new Content.Text(config(template, skills).text()));
    return new NewFolder(agent.path(), files);
  }

  private YamlText config(AgentTemplate template, List<ImportedSkill> skills)
      throws RefusedException {
    YamlText config =
        template.config(
            agent, agent.name() + ", brought from elsewhere; say here what it is good at");
    try {
      for (ImportedSkill skill : skills) {
        config = BlockList.add(config, skill.binding(), "agent", "skills");
      }
      return config;
    } catch (CannotEditException e) {
      throw new RefusedException(e);
    }
  }
}
