package io.openclaw.worker.skill.process;

import io.openclaw.workspace.Skill;
import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The command line and the environment of a skill's process: the one place that decides what a
 * process is given.
 */
final class LaunchCommand {
  private final Path runner;
  private final Map<String, String> own;

  /**
   * @param runner the Python file that runs handlers
   * @param own the worker's environment, of which a process gets what its skill names
   */
  LaunchCommand(Path runner, Map<String, String> own) {
    this.runner = runner;
    this.own = Map.copyOf(own);
  }

  ProcessBuilder of(Skill skill, Path python, Path scratch) {
    // -I keeps the user's packages and PYTHON* variables out, and with them
    // PYTHONDONTWRITEBYTECODE; -B says the same to the runner itself.
    ProcessBuilder process =
        new ProcessBuilder(List.of(python.toString(), "-I", "-B", "-X", "utf8", runner.toString()));
    process.directory(scratch.toFile());
    Map<String, String> environment = process.environment();
    environment.clear();
    environment.put("PATH", python.getParent() + File.pathSeparator + own.getOrDefault("PATH", ""));
    environment.put("LANG", "C.UTF-8");
    environment.put("HOME", scratch.toString());
    environment.put("TMPDIR", scratch.toString());
    environment.put("PYTHONDONTWRITEBYTECODE", "1");
    for (String name : skill.environment()) {
      String value = own.get(name);
      if (value != null) {
        environment.put(name, value);
      }
    }
    return process;
  }
}
