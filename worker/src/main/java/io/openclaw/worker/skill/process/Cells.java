package io.openclaw.worker.skill.process;

import io.openclaw.worker.egress.Egress;
import io.openclaw.worker.process.ProcessTree;
import io.openclaw.worker.sandbox.Confinement;
import io.openclaw.worker.sandbox.Sandbox;
import io.openclaw.worker.sandbox.Watchdog;
import io.openclaw.worker.sandbox.Watchdog.Watch;
import io.openclaw.worker.skill.SkillCall;
import io.openclaw.worker.skill.Tool;
import io.openclaw.workspace.Agent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Makes rooms for calls and starts processes in them. Thread-safe. */
public final class Cells {
  private static final Logger LOG = Logger.getLogger(Cells.class);

  private final Egress egress;
  private final LaunchCommand launch;
  private final long maxLine;
  private final Duration killGrace;
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
        room -> launch.of(call, rights.program(), room.scratch(), room.gate()));
  }

  /** One that waits for its call with its handler imported. */
  Cell ahead(Rights rights, Sandbox sandbox) throws IOException {
    return start(
        rights,
        sandbox,
        "handler=%s agentId=%s, before its call".formatted(rights.tool().id(), agentId(rights)),
        List.of(),
        room -> {
          Files.createDirectory(room.scratch().in());
          Files.createDirectory(room.scratch().out());
          return launch.ahead(rights, room.scratch(), room.gate());
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
    Confinement of(Room room) throws IOException;
  }

  private Cell start(Rights rights, Sandbox sandbox, String caller, List<Path> outside, Plan plan)
      throws IOException {
    Room room = room(rights.agent(), rights.tool(), caller);
    try {
      Running running = running(plan.of(room), sandbox, room, outside);
      return new Cell(process(running), room);
    } catch (IOException | RuntimeException | OutOfMemoryError e) {
      room.close();
      throw e;
    }
  }

  private SkillProcess process(Running running) {
    try {
      return SkillProcess.begin(running, maxLine, killGrace);
    } catch (RuntimeException | OutOfMemoryError e) {
      Running.kill(running.process(), running.watch());
      throw e;
    }
  }

  /** A room for a call, in which nothing runs yet. */
  public Room room(SkillCall call) throws IOException {
    return room(call.scope().agent(), call.tool(), caller(call));
  }

  private Room room(@Nullable Agent agent, Tool tool, String caller) throws IOException {
    Scratch scratch = Scratch.create();
    try {
      return new Room(
          scratch, egress.open(scratch.socket(), hosts(agent), tool.skill().network(), caller));
    } catch (IOException | RuntimeException | OutOfMemoryError e) {
      scratch.close();
      throw e;
    }
  }

  /** Starts a call's program, which sees the call's files where they lie. */
  public Running start(SkillCall call, Program program, Room room, Sandbox sandbox)
      throws IOException {
    makeGranted(call.scope().grants().folders());
    return running(
        launch.of(call, program, room.scratch(), room.gate()),
        sandbox,
        room,
        List.of(call.artifactsDir()));
  }

  /** A folder that is granted and not there yet could not be shown to the process. */
  static void makeGranted(List<Path> folders) {
    for (Path folder : folders) {
      try {
        Files.createDirectories(folder);
      } catch (IOException e) {
        LOG.debugf("A granted folder cannot be made. path=%s reason=%s", folder, e.getMessage());
      }
    }
  }

  /** Whether there is anything outside that a call may reach. */
  public boolean haveWayOut(SkillCall call) {
    return egress.leadsOut(hosts(call.scope().agent()), call.tool().skill().network());
  }

  private static List<String> hosts(@Nullable Agent agent) {
    return agent == null ? List.of() : agent.permissions().endpoints();
  }

  private Running running(Confinement confinement, Sandbox sandbox, Room room, List<Path> outside)
      throws IOException {
    Process process = sandbox.start(confinement);
    Watch watch = watchdog.watch(process, confinement.limits(), room.scratch().written(outside));
    try {
      String variable = room.scratch().variable();
      return new Running(
          process, new ProcessTree(process.toHandle(), variable, sandbox::isOwn), watch);
    } catch (RuntimeException | OutOfMemoryError e) {
      Running.kill(process, watch);
      throw e;
    }
  }
}
