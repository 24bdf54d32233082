package io.openclaw.local.workspace.imports;

import io.openclaw.local.workspace.change.RefusedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What is to be imported.
 *
 * @param root its real path; nothing outside of it is read
 * @param evidence the names in it that say what it is
 */
public record Source(Path root, Kind kind, List<String> evidence) {
  static final String SKILL = "SKILL.md";
  static final String SKILLS = "skills";

  /** What such folders are often called; no name for an agent. */
  static final String WORKSPACE = "workspace";

  /** What a folder can be. */
  public enum Kind {
    /** The workspace of an OpenClaw with a single process: one agent, and its skills. */
    AGENT,
    /** A folder of skills, as agentskills.io describes them. */
    SKILLS,
    /** One such skill. */
    SKILL
  }

  private static final List<String> AGENT_FILES =
      List.of(
          "AGENTS.md",
          "SOUL.md",
          "IDENTITY.md",
          "USER.md",
          "MEMORY.md",
          "TOOLS.md",
          "HEARTBEAT.md",
          "BOOT.md",
          "BOOTSTRAP.md");

  public Source {
    evidence = List.copyOf(evidence);
  }

  /** Looks what a folder is. */
  public static Source of(Path folder) throws RefusedException, IOException {
    if (!Files.isDirectory(folder)) {
      throw new RefusedException(folder + " is no folder");
    }
    Path root = folder.toRealPath();
    if (isFile(root.resolve(SKILL))) {
      return new Source(root, Kind.SKILL, List.of(SKILL));
    }
    List<String> files = AGENT_FILES.stream().filter(name -> isFile(root.resolve(name))).toList();
    if (!files.isEmpty()) {
      return new Source(root, Kind.AGENT, files);
    }
    List<Path> skills = skills(root, Kind.SKILLS);
    if (skills.isEmpty()) {
      throw new RefusedException(
          "%s is neither an agent's workspace (%s), nor a skill (%s), nor a folder of skills"
              .formatted(folder, String.join(", ", AGENT_FILES), SKILL));
    }
    return new Source(
        root,
        Kind.SKILLS,
        skills.stream().map(skill -> root.relativize(skill) + "/" + SKILL).toList());
  }

  /** The folders with a SKILL.md. */
  List<Path> skills() throws IOException {
    return skills(root, kind);
  }

  /** How a path in it is shown. */
  String shown(Path path) {
    return path.equals(root) ? root.toString() : root.relativize(path).toString();
  }

  private static List<Path> skills(Path root, Kind kind) throws IOException {
    List<Path> skills = new ArrayList<>();
    switch (kind) {
      case SKILL -> skills.add(root);
      case SKILLS -> {
        skills.addAll(skillsIn(root));
        skills.addAll(skillsIn(root.resolve(SKILLS)));
      }
      case AGENT -> skills.addAll(skillsIn(root.resolve(SKILLS)));
    }
    return skills;
  }

  private static List<Path> skillsIn(Path folder) throws IOException {
    return list(folder).stream()
        .filter(path -> Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS))
        .filter(path -> Exclusion.of(path) == null && isFile(path.resolve(SKILL)))
        .toList();
  }

  /** What is in a folder, sorted; nothing where it is none, or a link. */
  static List<Path> list(Path folder) throws IOException {
    if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.sorted().toList();
    }
  }

  static boolean isFile(Path path) {
    return Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS);
  }
}
