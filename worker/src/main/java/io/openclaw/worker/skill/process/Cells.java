package io.openclaw.worker.skill.process;

import io.openclaw.worker.egress.Egress;
import io.openclaw.worker.egress.EgressGate;
import io.openclaw.worker.process.ProcessTree;
import io.openclaw.worker.sandbox.Confinement;
import io.openclaw.worker.sandbox.Launcher;
import io.openclaw.worker.sandbox.Sandbox;
import io.openclaw.worker.sandbox.Watchdog;
import io.openclaw.worker.sandbox.Watchdog.Watch;
import io.openclaw.worker.skill.SkillCall;
import io.openclaw.workspace.Agent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Starts processes in sandboxes. Thread-safe. */
final class Cells {
  private final Egress egress;
  private final LaunchCommand launch;
  private final long maxLine;
  private final Duration killGrace;
  private final Launcher launcher = new Launcher();
  private final Watchdog watchdog = new Watchdog();

  Cells(Egress egress, LaunchCommand launch, long maxLine, Duration killGrace) {
    this.egress = egress;
    this.launch = launch;
    this.maxLine = maxLine;
    this.killGrace = killGrace;
  }

  /** One that sees a call's files where they lie. */
  Cell forCall(SkillCall call, Rights rights, Sandbox sandbox) throws IOException {
    return start(
        rights,
        sandbox,
        caller(call),
        List.of(call.artifactsDir()),
        (scratch, gate) -> launch.of(call, rights.program(), scratch, gate));
  }

  /** One that waits for its call with its handler imported. */
  Cell ahead(Rights rights, Sandbox sandbox) throws IOException {
    return start(
        rights,
        sandbox,
        "handler=%s agentId=%s, before its call".formatted(rights.tool().id(), agentId(rights)),
        List.of(),
        (scratch, gate) -> {
          Files.createDirectory(scratch.in());
          Files.createDirectory(scratch.out());
          return launch.ahead(rights, scratch, gate);
        });
  }

  /** Key-values for the log that say whose call it is. */
  static String caller(SkillCall call) {
    return "handler=%s taskId=%s agentId=%s"
        .formatted(call.tool().id(), call.scope().taskId(), call.scope().step().agentId());
  }

  private static String agentId(Rights rights) {
    Agent agent = rights.agent();
    return agent == null ? "shared" : agent.id();
  }

  /** What a process is given, once it has a folder and perhaps a way out. */
  private interface Plan {
    Confinement of(Scratch scratch, @Nullable EgressGate gate) throws IOException;
  }

  private Cell start(Rights rights, Sandbox sandbox, String caller, List<Path> outside, Plan plan)
      throws IOException {
    Scratch scratch = Scratch.create();
    EgressGate gate = null;
    try {
      gate = gate(rights, scratch, caller);
      SkillProcess process = process(plan.of(scratch, gate), sandbox, scratch, outside);
      return new Cell(process, scratch, gate);
    } catch (IOException | RuntimeException | OutOfMemoryError e) {
      if (gate != null) {
        gate.close();
      }
      scratch.close();
      throw e;
    }
  }

  /** Whether there is anything outside that a call may reach. */
  boolean haveWayOut(SkillCall call) {
    return egress.leadsOut(hosts(call.scope().agent()), call.tool().skill().network());
  }

  private @Nullable EgressGate gate(Rights rights, Scratch scratch, String caller)
      throws IOException {
    return egress.open(
        scratch.socket(), hosts(rights.agent()), rights.tool().skill().network(), caller);
  }

  private static List<String> hosts(@Nullable Agent agent) {
    return agent == null ? List.of() : agent.permissions().endpoints();
  }

  private SkillProcess process(
      Confinement confinement, Sandbox sandbox, Scratch scratch, List<Path> outside)
      throws IOException {
    Process process = launcher.start(sandbox.confine(confinement));
    Watch watch = watchdog.watch(process, confinement.limits(), scratch.written(outside));
    try {
      ProcessTree tree = new ProcessTree(process.toHandle(), scratch.variable(), sandbox::isOwn);
      return SkillProcess.begin(process, tree, watch, maxLine, killGrace);
    } catch (RuntimeException | OutOfMemoryError e) {
      watch.close();
      process.destroyForcibly();
      throw e;
    }
  }
}
