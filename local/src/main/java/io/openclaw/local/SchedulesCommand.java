package io.openclaw.local;

import io.openclaw.local.ask.RefusedException;
import io.openclaw.local.ask.Schedules;
import io.openclaw.local.home.Secrets;
import io.openclaw.local.stack.RunFile;
import io.openclaw.local.stack.RunState;
import java.io.IOException;
import java.net.URI;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "schedules",
    description = {
      "Shows the tasks that start by the clock: when each is due next, by this machine's clock, and"
          + " what it has started last.",
      "They are written in orchestrator/schedules.yaml of the workspace."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:they are shown",
      "1:OpenClaw can't tell now",
      "3:OpenClaw does not run, or can't be reached"
    })
final class SchedulesCommand implements Callable<Integer> {
  private final Context context;

  @Option(names = "--json", description = "Print each schedule as a line of JSON, in UTC.")
  private boolean json;

  SchedulesCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() throws InterruptedException {
    try {
      RunState running = new RunFile(context.home()).running();
      String gateway = running == null ? null : running.gateway();
      if (gateway == null) {
        context.complain("OpenClaw does not run; ./openclaw up starts it");
        return ExitCode.NOT_RUNNING;
      }
      String token = new Secrets(context.home()).gatewayToken();
      lines(new Schedules(URI.create(gateway), token)).forEach(context::say);
      return ExitCode.OK;
    } catch (RefusedException e) {
      context.complain("refused: " + e.getMessage() + " (" + e.code() + ")");
      return ExitCode.FAILED;
    } catch (IOException e) {
      context.complain("can't reach OpenClaw: " + Failure.describe(e));
      return ExitCode.NOT_RUNNING;
    }
  }

  private List<String> lines(Schedules schedules)
      throws IOException, RefusedException, InterruptedException {
    return json ? schedules.json() : schedules.table(ZoneId.systemDefault());
  }
}
