package io.openclaw.local.workspace.imports;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/** All in the source that is not copied, so that nothing is dropped without a word. */
final class Leftovers {
  private final Source source;
  private final Map<String, String> leftOut = new LinkedHashMap<>();
  private final Map<String, String> noEquivalent = new LinkedHashMap<>();

  private Leftovers(Source source) {
    this.source = source;
  }

  static Leftovers of(Source source, Collection<ImportedSkill> skills) throws IOException {
    Leftovers leftovers = new Leftovers(source);
    if (source.kind() != Source.Kind.SKILL) {
      leftovers.lookInto(source.root(), skills);
      leftovers.lookIntoSkills(skills);
    }
    for (ImportedSkill skill : skills) {
      skill.files().leftOut().forEach(leftovers::leaveOut);
    }
    return leftovers;
  }

  /** What may not be copied, with the reason. */
  Map<String, String> leftOut() {
    return leftOut;
  }

  /** What means nothing here, with what to do instead. */
  Map<String, String> noEquivalent() {
    return noEquivalent;
  }

  private void lookInto(Path folder, Collection<ImportedSkill> skills) throws IOException {
    for (Path path : Source.list(folder)) {
      String excluded = Exclusion.of(path);
      if (excluded != null) {
        leaveOut(path, excluded);
      } else if (source.kind() == Source.Kind.AGENT) {
        lookAtAgents(path);
      } else if (!isSkill(path, skills) && !isFolderOfSkills(path, skills)) {
        leaveOut(path, "no skill: a skill is a folder with a " + Source.SKILL);
      }
    }
  }

  private void lookAtAgents(Path path) throws IOException {
    String name = String.valueOf(path.getFileName());
    if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
      if (!name.equals(Source.SKILLS)) {
        noEquivalent.put(source.shown(path) + "/", NoEquivalent.instead(name));
      }
    } else if (!ImportedAgent.KEPT.contains(name)) {
      noEquivalent.put(source.shown(path), NoEquivalent.instead(name));
    } else if (!SourceFiles.tooLarge(path).isEmpty()) {
      leaveOut(path, SourceFiles.tooLarge(path));
    }
  }

  private void lookIntoSkills(Collection<ImportedSkill> skills) throws IOException {
    Path folder = source.root().resolve(Source.SKILLS);
    if (isSkill(folder, skills)) {
      return;
    }
    for (Path path : Source.list(folder)) {
      String excluded = Exclusion.of(path);
      if (excluded != null) {
        leaveOut(path, excluded);
      } else if (!isSkill(path, skills)) {
        leaveOut(path, "no skill: a skill is a folder with a " + Source.SKILL);
      }
    }
  }

  private boolean isFolderOfSkills(Path path, Collection<ImportedSkill> skills) {
    return path.equals(source.root().resolve(Source.SKILLS))
        && skills.stream().anyMatch(skill -> skill.folder().startsWith(path));
  }

  private static boolean isSkill(Path path, Collection<ImportedSkill> skills) {
    return skills.stream().anyMatch(skill -> skill.folder().equals(path));
  }

  private void leaveOut(Path path, String why) {
    boolean folder = Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS);
    leftOut.put(source.shown(path) + (folder ? "/" : ""), why);
  }
}
