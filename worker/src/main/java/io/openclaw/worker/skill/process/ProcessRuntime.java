package io.openclaw.worker.skill.process;

import io.micrometer.core.instrument.MeterRegistry;
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
import java.time.Duration;
import java.util.List;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Runs handlers as processes that speak JSON lines: one process a call, in a sandbox that shows it
 * what the call was granted and in a private folder that is gone afterwards.
 */
public final class ProcessRuntime implements SkillRuntime, AutoCloseable {
  private static final Logger LOG = Logger.getLogger(ProcessRuntime.class);

  private final Programs programs;
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
      Programs programs,
      Sandboxes sandboxes,
      Cells cells,
      Duration killGrace,
      WarmLimits limits,
      MeterRegistry meters) {
    this.programs = programs;
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
    return programs.condition(skill);
  }

  @Override
  public Answer call(SkillCall call, SkillListener listener) throws InterruptedException {
    Skill skill = call.tool().skill();
    return switch (sandboxes.require()) {
      case SandboxState.Missing(String reason) -> refused(FailureCode.NOT_SANDBOXED, reason);
      case SandboxState.Usable(Sandbox sandbox) ->
          switch (programs.require(
              skill, cells.haveWayOut(call), line -> listener.progress(line, null))) {
            case Startable.Found(Program program) -> run(call, sandbox, program, listener);
            case Startable.Missing(String reason) -> notReady(skill, reason);
          };
    };
  }

  private Answer run(SkillCall call, Sandbox sandbox, Program program, SkillListener listener)
      throws InterruptedException {
    try {
      Cells.makeGranted(call.scope().grants().folders());
      Rights rights = Rights.of(call, program);
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
    return call.tool().skill().isPython() && call.gpus().isEmpty()
        ? BroughtFiles.of(call).orElse(null)
        : null;
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
      return cell.run(call, Surroundings.of(call, cell.room().scratch().home()), listener);
    }
  }

  private Cell ahead(Rights rights) throws IOException {
    if (sandboxes.require() instanceof SandboxState.Usable(Sandbox sandbox)) {
      return cells.ahead(rights, sandbox);
    }
    throw new IOException("there is no sandbox");
  }

  /** Has a process wait for a call with the same rights. */
  void expect(SkillCall call) throws InterruptedException {
    Cells.makeGranted(call.scope().grants().folders());
    if (warm != null
        && programs.require(call.tool().skill(), cells.haveWayOut(call), line -> {})
            instanceof Startable.Found(Program program)) {
      warm.expect(Rights.of(call, program));
    }
  }

  @Override
  public void close() {
    if (warm != null) {
      warm.close();
    }
  }

  private static Answer notReady(Skill skill, String reason) {
    return refused(FailureCode.SKILL_NOT_READY, skill.id() + " is not ready: " + reason);
  }

  private static Answer refused(FailureCode code, String message) {
    return new Answer.Refused(code.failure(message));
  }
}
