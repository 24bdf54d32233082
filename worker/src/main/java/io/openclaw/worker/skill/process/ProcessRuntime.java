package io.openclaw.worker.skill.process;

import io.openclaw.worker.egress.Egress;
import io.openclaw.worker.egress.EgressGate;
import io.openclaw.worker.environment.PythonEnvironments;
import io.openclaw.worker.environment.Readiness;
import io.openclaw.worker.failure.FailureCode;
import io.openclaw.worker.process.ProcessTree;
import io.openclaw.worker.sandbox.Confinement;
import io.openclaw.worker.sandbox.Launcher;
import io.openclaw.worker.sandbox.Sandbox;
import io.openclaw.worker.sandbox.SandboxState;
import io.openclaw.worker.sandbox.Sandboxes;
import io.openclaw.worker.sandbox.Watchdog;
import io.openclaw.worker.sandbox.Watchdog.Watch;
import io.openclaw.worker.skill.SkillCall;
import io.openclaw.worker.skill.SkillRuntime;
import io.openclaw.worker.skill.StepScope;
import io.openclaw.worker.skill.protocol.Exchange;
import io.openclaw.workspace.Agent;
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
final class ProcessRuntime implements SkillRuntime {
  private static final Logger LOG = Logger.getLogger(ProcessRuntime.class);

  private final PythonEnvironments environments;
  private final Sandboxes sandboxes;
  private final Egress egress;
  private final LaunchCommand launch;
  private final long maxLine;
  private final Duration killGrace;
  private final Launcher launcher = new Launcher();
  private final Watchdog watchdog = new Watchdog();

  ProcessRuntime(
      PythonEnvironments environments,
      Sandboxes sandboxes,
      Egress egress,
      LaunchCommand launch,
      long maxLine,
      Duration killGrace) {
    this.environments = environments;
    this.sandboxes = sandboxes;
    this.egress = egress;
    this.launch = launch;
    this.maxLine = maxLine;
    this.killGrace = killGrace;
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
    try (Scratch scratch = Scratch.create();
        EgressGate gate = gate(call, scratch)) {
      makeGranted(call);
      Confinement confinement = launch.of(call, python, scratch, gate);
      try (SkillProcess process = start(call, sandbox, confinement, scratch)) {
        return new Exchange(process, call, listener).converse();
      }
    } catch (IOException e) {
      LOG.errorf(e, "A skill's process could not be run. handler=%s", call.tool().id());
      return refused(
          FailureCode.INTERNAL, "cannot run " + call.tool().id() + ": " + e.getMessage());
    }
  }

  private @Nullable EgressGate gate(SkillCall call, Scratch scratch) throws IOException {
    StepScope scope = call.scope();
    Agent agent = scope.agent();
    String caller =
        "handler=%s taskId=%s agentId=%s"
            .formatted(call.tool().id(), scope.taskId(), scope.step().agentId());
    return egress.open(
        scratch.socket(),
        agent == null ? List.of() : agent.permissions().endpoints(),
        call.tool().skill().network(),
        caller);
  }

  /** A folder that is granted and not there yet could not be shown to the process. */
  private static void makeGranted(SkillCall call) {
    for (Path folder : call.scope().grants().folders()) {
      try {
        Files.createDirectories(folder);
      } catch (IOException e) {
        LOG.debugf("A granted folder cannot be made. path=%s reason=%s", folder, e.getMessage());
      }
    }
  }

  private SkillProcess start(
      SkillCall call, Sandbox sandbox, Confinement confinement, Scratch scratch)
      throws IOException {
    SkillProcess.Talk talk = new SkillProcess.Talk(call, scratch.home(), maxLine);
    Process process = launcher.start(sandbox.confine(confinement));
    Watch watch =
        watchdog.watch(
            process, confinement.limits(), List.of(confinement.home(), call.artifactsDir()));
    try {
      ProcessTree tree = new ProcessTree(process.toHandle(), scratch.variable(), sandbox::isOwn);
      return SkillProcess.begin(process, tree, watch, talk, killGrace);
    } catch (RuntimeException | OutOfMemoryError e) {
      watch.close();
      process.destroyForcibly();
      throw e;
    }
  }

  private static Answer refused(FailureCode code, String message) {
    return new Answer.Refused(code.failure(message));
  }
}
