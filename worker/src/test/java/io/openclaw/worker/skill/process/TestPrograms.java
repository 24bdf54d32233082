package io.openclaw.worker.skill.process;

import io.openclaw.worker.environment.PythonEnvironments;
import java.nio.file.Path;

/** The programs of skills, with the PATH of the tests. */
final class TestPrograms {
  private TestPrograms() {}

  static Programs of(PythonEnvironments environments, Path runner) {
    String path = System.getenv("PATH");
    return new Programs(
        environments, new PythonPrograms(runner, path), new SkillCommand(new SystemPrograms(path)));
  }
}
