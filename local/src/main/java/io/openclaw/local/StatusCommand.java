package io.openclaw.local;

import io.openclaw.local.home.Secrets;
import io.openclaw.local.process.Leftovers;
import io.openclaw.local.process.Leftovers.Leftover;
import io.openclaw.local.process.Memory;
import io.openclaw.local.process.ProcessState;
import io.openclaw.local.stack.Detached;
import io.openclaw.local.stack.HomeLock;
import io.openclaw.local.stack.RunFile;
import io.openclaw.local.stack.RunState;
import io.openclaw.local.stack.StatusReport;
import io.openclaw.local.stack.StatusReport.Line;
import io.openclaw.local.stack.WorkspaceStatus;
import io.openclaw.local.terminal.Durations;
import io.openclaw.local.terminal.Table;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(
    name = "status",
    description = {
      "Shows each process with its health, uptime, restarts and memory, the workspace's version,"
          + " and what is wrong with an edit of it."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:it runs", "3:it does not run"})
final class StatusCommand implements Callable<Integer> {
  private final Context context;

  StatusCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    RunState run = new RunFile(context.home()).running();
    if (run == null) {
      ProcessHandle launcher = HomeLock.holder(context.home());
      if (launcher != null) {
        context.say(Detached.untold(context.home(), launcher));
        return ExitCode.OK;
      }
      context.say(notRunning());
      return ExitCode.NOT_RUNNING;
    }
    List<Line> lines =
        new StatusReport(context.installation(), context.home(), context.environment()).lines(run);
    print(run, lines);
    return ExitCode.OK;
  }

  private String notRunning() throws IOException {
    if (Files.isDirectory(context.home().secretsFolder())) {
      List<Leftover> left = new Leftovers(new Secrets(context.home()).instance()).find();
      if (!left.isEmpty()) {
        return "The launcher has died and left %s. ./openclaw up starts anew, down ends them."
            .formatted(String.join(", ", left.stream().map(Leftover::name).toList()));
      }
    }
    return "OpenClaw does not run. Start it: ./openclaw up";
  }

  private void print(RunState run, List<Line> lines) throws IOException, InterruptedException {
    String where = run.gateway() == null ? "servers only" : run.gateway();
    context.say(
        "OpenClaw "
            + run.version()
            + ", "
            + run.phase().name().toLowerCase(Locale.ROOT)
            + ", "
            + where);
    context.say("workspace  " + run.workspace());
    version(run).forEach(context::say);
    context.say("home       " + run.home());
    run.notes().forEach(note -> context.say("note       " + note));
    context.say("");
    ProcessHandle launcher = run.launcher();
    OptionalLong own = launcher == null ? OptionalLong.empty() : Memory.ofTree(launcher);
    long children = lines.stream().mapToLong(l -> l.memory().orElse(0)).sum();
    // On a detached launcher the processes are its children, and their memory is part of its tree.
    OptionalLong alone = own.isPresent() ? OptionalLong.of(own.getAsLong() - children) : own;
    Table table = new Table(Set.of(1, 2, 5, 6));
    table.row("PROCESS", "PID", "PORT", "HEALTH", "UPTIME", "RESTARTS", "MEMORY");
    Instant since = run.startedAt();
    table.row(
        "launcher",
        Long.toString(run.pid()),
        "",
        "ready",
        since == null ? "" : Durations.show(Duration.between(since, Instant.now())),
        "",
        memory(alone));
    lines.forEach(line -> table.row(cells(line)));
    table.row("total", "", "", "", "", "", memory(own));
    table.lines().forEach(context::say);
    lines.stream()
        .filter(line -> !line.trouble().isEmpty())
        .forEach(line -> context.say(line.state().name() + ": " + line.trouble()));
  }

  private List<String> version(RunState run) throws IOException, InterruptedException {
    String gateway = run.gateway();
    return gateway == null
        ? List.of()
        : new WorkspaceStatus(URI.create(gateway), new Secrets(context.home()).gatewayToken())
            .lines();
  }

  private static List<String> cells(Line line) {
    ProcessState state = line.state();
    Duration uptime = line.uptime();
    return List.of(
        state.name(),
        uptime == null ? "" : String.valueOf(state.pid()),
        Integer.toString(state.port()),
        line.health(),
        uptime == null ? "" : Durations.show(uptime),
        Integer.toString(state.restarts()),
        memory(line.memory()));
  }

  private static String memory(OptionalLong bytes) {
    return bytes.isPresent() ? Memory.show(bytes.getAsLong()) : "";
  }
}
