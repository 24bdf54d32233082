package io.openclaw.worker.skill.process;

import io.openclaw.worker.environment.PythonEnvironments;
import java.nio.file.Path;

/** The programs of skills, with the PATH of the tests. */
public final class TestPrograms {
  private TestPrograms() {}

  /** With the worker's helper laid out in a cache. */
  public static Programs in(Path cache, PythonEnvironments environments) {
    return of(environments, PythonHelper.install(cache));
  }

  static Programs of(PythonEnvironments environments, Path runner) {
    String path = System.getenv("PATH");
    return new Programs(
        environments, new PythonPrograms(runner, path), new SkillCommand(new SystemPrograms(path)));
  }
}
