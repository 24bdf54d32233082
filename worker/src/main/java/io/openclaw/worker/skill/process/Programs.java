package io.openclaw.worker.skill.process;

import io.openclaw.worker.environment.PythonEnvironments;
import io.openclaw.worker.environment.Readiness;
import io.openclaw.worker.skill.SkillRuntime.Condition;
import io.openclaw.workspace.Skill;
import java.util.function.Consumer;

/** The programs of skills: the Python that runs their handlers, or their own commands. */
public final class Programs {
  private final PythonEnvironments environments;
  private final PythonPrograms python;
  private final SkillCommand commands;

  Programs(PythonEnvironments environments, PythonPrograms python, SkillCommand commands) {
    this.environments = environments;
    this.python = python;
    this.commands = commands;
  }

  /** Where a skill stands; answers at once. */
  public Condition condition(Skill skill) {
    if (!skill.isPython()) {
      return switch (commands.of(skill)) {
        case Startable.Found _ -> new Condition.Ready();
        case Startable.Missing(String reason) -> new Condition.NotReady(reason);
      };
    }
    return switch (environments.state(skill)) {
      case Readiness.Ready _ -> new Condition.Ready();
      case Readiness.Preparing _ -> new Condition.Preparing();
      case Readiness.NotReady(String reason) -> new Condition.NotReady(reason);
    };
  }

  /**
   * Waits for a skill's program.
   *
   * @param hasWayOut whether there are hosts that it may reach
   * @param progress is told, perhaps on another thread, what is done meanwhile
   */
  public Startable require(Skill skill, boolean hasWayOut, Consumer<String> progress)
      throws InterruptedException {
    if (skill.isPython()) {
      return switch (environments.require(skill, progress)) {
        case Readiness.Ready ready -> new Startable.Found(python.runner(ready));
        case Readiness.NotReady(String reason) -> new Startable.Missing(reason);
        case Readiness.Preparing _ -> throw stillPreparing(skill);
      };
    }
    Startable command = commands.of(skill);
    return hasWayOut && command instanceof Startable.Found(Program program)
        ? withWayOut(skill, program, progress)
        : command;
  }

  /** Behind a program that opens the way out; handlers in Python open theirs by themselves. */
  private Startable withWayOut(Skill skill, Program program, Consumer<String> progress)
      throws InterruptedException {
    return switch (environments.require(skill, progress)) {
      case Readiness.Ready ready -> new Startable.Found(program.behind(python.wayOut(ready)));
      case Readiness.NotReady(String reason) ->
          new Startable.Missing(
              "hosts were granted, and the way to them needs Python on the worker: " + reason);
      case Readiness.Preparing _ -> throw stillPreparing(skill);
    };
  }

  private static IllegalStateException stillPreparing(Skill skill) {
    return new IllegalStateException(skill.id() + " is still being prepared");
  }
}
