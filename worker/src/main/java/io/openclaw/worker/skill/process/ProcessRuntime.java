package io.openclaw.worker.skill.process;

import io.openclaw.worker.environment.PythonEnvironments;
import io.openclaw.worker.environment.Readiness;
import io.openclaw.worker.failure.FailureCode;
import io.openclaw.worker.skill.SkillCall;
import io.openclaw.worker.skill.SkillRuntime;
import io.openclaw.workspace.Skill;
import io.openclaw.workspace.Skill.RuntimeKind;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.jboss.logging.Logger;

/**
 * Runs handlers as processes that speak JSON lines: one process a call, in a private folder that is
 * gone afterwards, with an environment that holds nothing but what the skill names.
 */
final class ProcessRuntime implements SkillRuntime {
  private static final Logger LOG = Logger.getLogger(ProcessRuntime.class);

  private final PythonEnvironments environments;
  private final LaunchCommand launch;
  private final long maxLine;
  private final Duration killGrace;

  ProcessRuntime(
      PythonEnvironments environments, LaunchCommand launch, long maxLine, Duration killGrace) {
    this.environments = environments;
    this.launch = launch;
    this.maxLine = maxLine;
    this.killGrace = killGrace;
  }

  @Override
  public RuntimeKind kind() {
    return RuntimeKind.PROCESS;
  }

  @Override
  public void prepare() {
    Scratch.sweep(killGrace);
  }

  @Override
  public Answer call(SkillCall call, SkillListener listener) throws InterruptedException {
    Skill skill = call.tool().skill();
    return switch (environments.require(skill, line -> listener.progress(line, null))) {
      case Readiness.Ready(Path python) -> run(call, python, listener);
      case Readiness.NotReady(String reason) ->
          refused(FailureCode.SKILL_NOT_READY, skill.id() + " is not ready: " + reason);
      case Readiness.Preparing _ ->
          throw new IllegalStateException(skill.id() + " is still being prepared");
    };
  }

  private Answer run(SkillCall call, Path python, SkillListener listener)
      throws InterruptedException {
    try (Scratch scratch = Scratch.create();
        SkillProcess process = start(call, python, scratch)) {
      return new Exchange(process, call, listener).converse();
    } catch (IOException e) {
      LOG.errorf(e, "A skill's process could not be run. handler=%s", call.tool().id());
      return refused(
          FailureCode.INTERNAL, "cannot run " + call.tool().id() + ": " + e.getMessage());
    }
  }

  private SkillProcess start(SkillCall call, Path python, Scratch scratch) throws IOException {
    return SkillProcess.start(
        launch.of(call.tool().skill(), python, scratch.path()),
        scratch.variable(),
        CallMessage.of(call, scratch.path()),
        maxLine,
        killGrace);
  }

  private static Answer refused(FailureCode code, String message) {
    return new Answer.Refused(code.failure(message));
  }
}
