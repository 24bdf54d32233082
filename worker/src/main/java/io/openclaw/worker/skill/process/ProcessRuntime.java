package io.openclaw.worker.skill.process;

import io.micrometer.core.instrument.MeterRegistry;
import io.openclaw.worker.environment.PythonEnvironments;
import io.openclaw.worker.environment.Readiness;
import io.openclaw.worker.failure.FailureCode;
import io.openclaw.worker.sandbox.Sandbox;
import io.openclaw.worker.sandbox.SandboxState;
import io.openclaw.worker.sandbox.Sandboxes;
import io.openclaw.worker.skill.SkillCall;
import io.openclaw.worker.skill.SkillRuntime;
import io.openclaw.worker.skill.protocol.Surroundings;
import io.openclaw.workspace.Skill;
import io.openclaw.workspace.Skill.RuntimeKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Runs handlers as processes that speak JSON lines: one process a call, in a sandbox that shows it
 * what the call was granted and in a private folder that is gone afterwards.
 */
final class ProcessRuntime implements SkillRuntime, AutoCloseable {
  private static final Logger LOG = Logger.getLogger(ProcessRuntime.class);

  private final PythonEnvironments environments;
  private final Sandboxes sandboxes;
  private final Cells cells;
  private final Duration killGrace;
  private final @Nullable WarmPool warm;

  /**
   * Makes it.
   *
   * @param limits of the processes that wait for calls
   */
  ProcessRuntime(
      PythonEnvironments environments,
      Sandboxes sandboxes,
      Cells cells,
      Duration killGrace,
      WarmLimits limits,
      MeterRegistry meters) {
    this.environments = environments;
    this.sandboxes = sandboxes;
    this.cells = cells;
    this.killGrace = killGrace;
    this.warm = limits.allowAny() ? new WarmPool(limits, this::ahead, meters) : null;
  }

  @Override
  public RuntimeKind kind() {
    return RuntimeKind.PROCESS;
  }

  @Override
  public void prepare(List<Skill> skills) {
    sandboxes.require();
    Scratch.sweep(killGrace);
  }

  @Override
  public Condition condition(Skill skill) {
    if (sandboxes.state() instanceof SandboxState.Missing(String reason)) {
      return new Condition.NotReady(reason);
    }
    return switch (environments.state(skill)) {
      case Readiness.Ready _ -> new Condition.Ready();
      case Readiness.Preparing _ -> new Condition.Preparing();
      case Readiness.NotReady(String reason) -> new Condition.NotReady(reason);
    };
  }

  @Override
  public Answer call(SkillCall call, SkillListener listener) throws InterruptedException {
    Skill skill = call.tool().skill();
    return switch (sandboxes.require()) {
      case SandboxState.Missing(String reason) -> refused(FailureCode.NOT_SANDBOXED, reason);
      case SandboxState.Usable(Sandbox sandbox) ->
          switch (environments.require(skill, line -> listener.progress(line, null))) {
            case Readiness.Ready python -> run(call, sandbox, python, listener);
            case Readiness.NotReady(String reason) ->
                refused(FailureCode.SKILL_NOT_READY, skill.id() + " is not ready: " + reason);
            case Readiness.Preparing _ ->
                throw new IllegalStateException(skill.id() + " is still being prepared");
          };
    };
  }

  private Answer run(
      SkillCall call, Sandbox sandbox, Readiness.Ready python, SkillListener listener)
      throws InterruptedException {
    Rights rights = Rights.of(call, python);
    try {
      makeGranted(rights);
      BroughtFiles files = canBeLate(call);
      return warm == null || files == null
          ? runAtOnce(call, rights, sandbox, listener)
          : runWarm(warm, call, rights, sandbox, files, listener);
    } catch (IOException e) {
      LOG.errorf(e, "A skill's process could not be run. handler=%s", call.tool().id());
      return refused(
          FailureCode.INTERNAL, "cannot run " + call.tool().id() + ": " + e.getMessage());
    }
  }

  /** Null for a call that needs what no process can be given that is there already. */
  private static @Nullable BroughtFiles canBeLate(SkillCall call) throws IOException {
    return call.gpus().isEmpty() ? BroughtFiles.of(call).orElse(null) : null;
  }

  private Answer runWarm(
      WarmPool pool,
      SkillCall call,
      Rights rights,
      Sandbox sandbox,
      BroughtFiles files,
      SkillListener listener)
      throws InterruptedException, IOException {
    try (Cell cell = pool.take(rights)) {
      return cell == null
          ? runAtOnce(call, rights, sandbox, listener)
          : cell.runLate(call, files, Cells.caller(call), listener);
    } finally {
      pool.ended(rights);
    }
  }

  private Answer runAtOnce(SkillCall call, Rights rights, Sandbox sandbox, SkillListener listener)
      throws InterruptedException, IOException {
    try (Cell cell = cells.forCall(call, rights, sandbox)) {
      return cell.run(call, Surroundings.of(call, cell.scratch().home()), listener);
    }
  }

  private Cell ahead(Rights rights) throws IOException {
    if (sandboxes.require() instanceof SandboxState.Usable(Sandbox sandbox)) {
      makeGranted(rights);
      return cells.ahead(rights, sandbox);
    }
    throw new IOException("there is no sandbox");
  }

  /** Has a process wait for a call with the same rights. */
  void expect(SkillCall call) throws InterruptedException {
    if (warm != null
        && environments.require(call.tool().skill(), line -> {})
            instanceof Readiness.Ready python) {
      warm.expect(Rights.of(call, python));
    }
  }

  @Override
  public void close() {
    if (warm != null) {
      warm.close();
    }
  }

  /** A folder that is granted and not there yet could not be shown to the process. */
  private static void makeGranted(Rights rights) {
    for (Path folder : rights.folders()) {
      try {
        Files.createDirectories(folder);
      } catch (IOException e) {
        LOG.debugf("A granted folder cannot be made. path=%s reason=%s", folder, e.getMessage());
      }
    }
  }

  private static Answer refused(FailureCode code, String message) {
    return new Answer.Refused(code.failure(message));
  }
}
