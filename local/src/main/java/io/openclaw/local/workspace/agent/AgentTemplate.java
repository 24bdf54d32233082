package io.openclaw.local.workspace.agent;

import io.openclaw.local.workspace.change.Content;
import io.openclaw.local.workspace.change.RefusedException;
import io.openclaw.local.workspace.yaml.BlockMap;
import io.openclaw.local.workspace.yaml.CannotEditException;
import io.openclaw.local.workspace.yaml.YamlText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The folder agents/template: what a new agent begins with. */
public final class AgentTemplate {
  private static final String PATH = "agents/template";
  private static final String CONFIG = "config.yaml";
  private static final String IDENTITY = "IDENTITY.md";
  private static final String FIRST_VERSION = "0.1.0";

  private static final List<String> NO_PERMISSIONS =
      List.of(
          "# A new agent may do nothing. It may be given at most what the permissions in",
          "# agents/template/config.yaml grant; copy from there what it needs.");

  private final Path folder;
  private final YamlText config;
  private final IdentityText identity;

  private AgentTemplate(Path folder, YamlText config, IdentityText identity) {
    this.folder = folder;
    this.config = config;
    this.identity = identity;
  }

  public static AgentTemplate read(Path root) throws RefusedException, IOException {
    Path folder = root.resolve(PATH);
    if (!Files.isRegularFile(folder.resolve(CONFIG))) {
      throw new RefusedException(
          PATH + "/" + CONFIG + " is missing, and a new agent is made from it");
    }
    try {
      return new AgentTemplate(
          folder,
          YamlText.of(PATH + "/" + CONFIG, Files.readString(folder.resolve(CONFIG))),
          new IdentityText(Files.readString(folder.resolve(IDENTITY))));
    } catch (CannotEditException e) {
      throw new RefusedException(e);
    }
  }

  public String version() {
    String version = identity.value("version");
    return version == null ? FIRST_VERSION : version;
  }

  /** The template's files, with the agent's names in them and without its permissions. */
  public SortedMap<String, Content> files(NewAgent agent) throws RefusedException, IOException {
    SortedMap<String, Content> files = new TreeMap<>();
    try (Stream<Path> paths = Files.walk(folder)) {
      for (Path path : paths.filter(this::isCopied).toList()) {
        String name = folder.relativize(path).toString().replace('\\', '/');
        files.put(name, new Content.Copy(path));
      }
    }
    files.put(CONFIG, new Content.Text(config(agent, null).text()));
    files.put(IDENTITY, new Content.Text(identity(agent).text()));
    return files;
  }

  /**
   * The template's config.yaml for an agent, without permissions.
   *
   * @param description null to leave the template's
   */
  public YamlText config(NewAgent agent, @Nullable String description) throws RefusedException {
    try {
      YamlText named = BlockMap.set(config, agent.id(), "agent", "id");
      named = BlockMap.set(named, agent.name(), "agent", "name");
      if (description != null) {
        named = BlockMap.set(named, description, "agent", "description");
      }
      // What stands above all keys, and above the permissions, tells of the template.
      return BlockMap.clear(BlockMap.withoutHead(named), NO_PERMISSIONS, "agent", "permissions");
    } catch (CannotEditException e) {
      throw new RefusedException(e);
    }
  }

  private IdentityText identity(NewAgent agent) {
    String old = config.word("agent", "name");
    IdentityText named = identity.with("name", agent.name()).with("id", agent.id());
    return old == null ? named : named.withHeading(old, agent.name());
  }

  private boolean isCopied(Path path) {
    for (Path name : folder.relativize(path)) {
      if (name.toString().startsWith(".")) {
        return false;
      }
    }
    return Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS);
  }
}
