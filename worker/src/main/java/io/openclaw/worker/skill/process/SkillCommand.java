package io.openclaw.worker.skill.process;

import static io.openclaw.workspace.Skill.OWN_FILE;

import io.openclaw.workspace.McpServer;
import io.openclaw.workspace.McpServer.Address;
import io.openclaw.workspace.Skill;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Turns the command of a skill, or of its MCP server, into a program that a sandbox can start. */
final class SkillCommand {
  private final SystemPrograms system;

  SkillCommand(SystemPrograms system) {
    this.system = system;
  }

  Startable of(Skill skill) {
    List<String> words = words(skill);
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

  private static List<String> words(Skill skill) {
    McpServer server = skill.server();
    return server != null && server.address() instanceof Address.Stdio(List<String> command)
        ? command
        : skill.command();
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
