package io.openclaw.worker.skill.process;

import io.openclaw.worker.environment.Readiness;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What is started of the Python helper: a handler's runner, or a way out for another program. */
final class PythonPrograms {
  /** Beside the runner. */
  private static final String EGRESS = "openclaw_egress.py";

  // -I keeps the user's packages and PYTHON* variables out, and with them
  // PYTHONDONTWRITEBYTECODE; -B says the same to the runner itself.
  private static final List<String> OPTIONS = List.of("-I", "-B", "-X", "utf8");

  // Nothing is imported that the skill does not name, nor what the machine's Python imports by
  // itself at each start.
  private static final String NO_PACKAGES = "-S";

  private final Path runner;
  private final String path;
  private final Bytecode bytecode;

  /**
   * @param runner the Python file that runs handlers
   * @param path the worker's variable PATH
   */
  PythonPrograms(Path runner, String path) {
    this.runner = runner;
    this.path = path;
    this.bytecode = new Bytecode(runner, path);
  }

  /** Runs a handler in Python. */
  Program runner(Readiness.Ready python) {
    return program(python, runner, Map.of("PYTHONDONTWRITEBYTECODE", "1"));
  }

  /** Opens the way out and becomes the program that is named by the arguments that follow. */
  Program wayOut(Readiness.Ready python) {
    return program(python, runner.resolveSibling(EGRESS), Map.of());
  }

  private Program program(Readiness.Ready python, Path file, Map<String, String> variables) {
    bytecode.make(python.python());
    List<String> line = new ArrayList<>(List.of(python.python().toString()));
    line.addAll(OPTIONS);
    if (!python.hasPackages()) {
      line.add(NO_PACKAGES);
    }
    line.add(file.toString());
    List<Path> folders = new ArrayList<>(python.folders());
    folders.add(runner.getParent());
    return new Program(
        line, folders, python.python().getParent() + File.pathSeparator + path, variables);
  }
}
