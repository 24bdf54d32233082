package io.openclaw.worker.skill.process;

import static io.openclaw.workspace.Skill.OWN_FILE;

import io.openclaw.workspace.Skill;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Turns the command of a skill into a program that a sandbox can start. */
final class SkillCommand {
  private final SystemPrograms system;

  SkillCommand(SystemPrograms system) {
    this.system = system;
  }

  Startable of(Skill skill) {
    List<String> words = skill.command();
    String first = words.getFirst();
    Path file = first.startsWith(OWN_FILE) ? own(skill, first) : system.find(first);
    String fault = fault(first, file);
    if (file == null || fault != null) {
      return new Startable.Missing(String.valueOf(fault));
    }
    List<String> line = new ArrayList<>(List.of(file.toString()));
    words.stream()
        .skip(1)
        .map(word -> word.startsWith(OWN_FILE) ? own(skill, word).toString() : word)
        .forEach(line::add);
    return new Startable.Found(new Program(line, List.of(), system.path(), Map.of()));
  }

  private @Nullable String fault(String first, @Nullable Path file) {
    if (file == null) {
      return "its command needs the program %s, which is not in %s: install it"
          .formatted(first, system.path());
    }
    return Files.isExecutable(file)
        ? null
        : first
            + " of its command cannot be started: it has to be executable (chmod +x), and to begin"
            + " with #! or to be compiled for this machine";
  }

  private static Path own(Skill skill, String word) {
    return skill.folder().resolve(word.substring(OWN_FILE.length()));
  }
}
