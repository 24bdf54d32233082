package io.openclaw.worker.skill.process;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What is started for a call.
 *
 * @param line program and arguments
 * @param folders what it is made of, beside the system's programs and the skill itself
 * @param path where programs that it starts are looked for, as the variable PATH has it
 * @param variables what it needs in its environment to run at all
 */
public record Program(
    List<String> line, List<Path> folders, String path, Map<String, String> variables) {
  public Program {
    line = List.copyOf(line);
    folders = List.copyOf(folders);
    requireNonNull(path, "path is null");
    variables = Map.copyOf(variables);
  }

  /** This program as the last arguments of another one, which starts it. */
  Program behind(Program other) {
    List<String> both = new ArrayList<>(other.line);
    both.addAll(line);
    return new Program(both, other.folders, path, variables);
  }
}
