package io.openclaw.workspace.file;

import io.openclaw.workspace.ProblemCode;
import io.openclaw.workspace.yaml.Place;
import io.openclaw.workspace.yaml.Spelling;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Files that would be passed over in silence because of their names. Whoever wrote {@code
 * tools-config.yaml} would believe that an agent is offered what it says, and it is offered
 * everything.
 */
final class StrayFiles {
  private static final String ORCHESTRATOR = "orchestrator";
  private static final String WORKFLOWS = "workflows";

  /** All that there may be: nobody keeps anything else there. */
  private static final List<String> IN_ORCHESTRATOR =
      List.of(
          "agent-registry.yaml",
          "skill-registry.yaml",
          "routing-rules.yaml",
          "load-balancer.yaml",
          "schedules.yaml",
          "skills.lock",
          WORKFLOWS);

  private static final List<String> TEXT = List.of("md", "markdown", "txt", "");
  private static final List<String> DATA = List.of("yaml", "yml", "json", "toml", "");

  /** A skill may bring a config.json that is its scripts' own. */
  private static final List<String> YAML = List.of("yaml", "yml", "");

  private static final List<Known> OF_AGENT =
      List.of(
          new Known("config.yaml", DATA),
          new Known("tools-config.json", DATA),
          new Known("IDENTITY.md", TEXT),
          new Known("SOUL.md", TEXT),
          new Known("AGENTS.md", TEXT),
          new Known("USER.md", TEXT),
          new Known("MEMORY.md", TEXT));
  private static final List<Known> OF_SKILL =
      List.of(new Known("config.yaml", YAML), new Known("SKILL.md", TEXT));

  /** In words of this length two letters may be wrong, in shorter ones one. */
  private static final int LONG = 8;

  /**
   * A file that is read.
   *
   * @param endings those with which others write such files
   */
  private record Known(String name, List<String> endings) {
    boolean isMeantBy(String other) {
      String stem = plain(stem(name));
      return hasSuchEnding(ending(other).toLowerCase(Locale.ROOT))
          && Spelling.isNear(plain(stem(other)), stem, stem.length() < LONG ? 1 : 2);
    }

    private boolean hasSuchEnding(String ending) {
      return endings.contains(ending) || Spelling.isNear(ending, ending(name), 1);
    }
  }

  private StrayFiles() {}

  static void checkOrchestrator(WorkspaceFiles files) {
    for (String name : files.names(ORCHESTRATOR)) {
      if (!IN_ORCHESTRATOR.contains(name) && !isLeftover(name)) {
        report(files, ORCHESTRATOR + "/" + name, Spelling.hint(name, IN_ORCHESTRATOR));
      }
    }
    String workflows = ORCHESTRATOR + "/" + WORKFLOWS;
    for (String name : files.names(workflows)) {
      if (!isLeftover(name) && !isWorkflow(files, workflows + "/" + name)) {
        report(
            files,
            workflows + "/" + name,
            "; a workflow lies in " + workflows + "/ itself, and its name ends in .yaml");
      }
    }
  }

  static void checkAgent(WorkspaceFiles files, String folder) {
    check(files, folder, OF_AGENT);
  }

  static void checkSkill(WorkspaceFiles files, String folder) {
    check(files, folder, OF_SKILL);
  }

  private static void check(WorkspaceFiles files, String folder, List<Known> known) {
    for (String name : files.names(folder)) {
      String path = folder + "/" + name;
      String meant = files.isFolder(path) || isLeftover(name) ? null : meant(name, known);
      if (meant != null) {
        report(files, path, "; did you mean \"" + meant + "\"?");
      }
    }
  }

  /** The file that is read, where this one is another and nearly it; null: none. */
  private static @Nullable String meant(String name, List<Known> known) {
    if (known.stream().anyMatch(file -> file.name().equals(name))) {
      return null;
    }
    return known.stream()
        .filter(file -> file.isMeantBy(name))
        .map(Known::name)
        .findFirst()
        .orElse(null);
  }

  private static boolean isWorkflow(WorkspaceFiles files, String path) {
    // What cannot be looked at is reported where workflows are read.
    return (path.endsWith(".yaml") || path.endsWith(".yml"))
        && (files.isBarred(path) || !files.isFolder(path));
  }

  /** What editors and merges leave behind; hidden files are not looked at anyway. */
  private static boolean isLeftover(String name) {
    return name.endsWith("~")
        || name.endsWith(".swp")
        || name.endsWith(".orig")
        || name.endsWith(".bak")
        || (name.startsWith("#") && name.endsWith("#"));
  }

  private static void report(WorkspaceFiles files, String path, String hint) {
    String what = files.isFolder(path) ? "folder" : "file";
    files
        .problems()
        .add(
            Place.startOf(path),
            ProblemCode.UNKNOWN_FILE,
            "this %s is not read%s".formatted(what, hint));
  }

  private static String plain(String stem) {
    return stem.toLowerCase(Locale.ROOT).replaceAll("[_ ]", "-");
  }

  private static String stem(String name) {
    int dot = name.lastIndexOf('.');
    return dot < 0 ? name : name.substring(0, dot);
  }

  private static String ending(String name) {
    int dot = name.lastIndexOf('.');
    return dot < 0 ? "" : name.substring(dot + 1);
  }
}
