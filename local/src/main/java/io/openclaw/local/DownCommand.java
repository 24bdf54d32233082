package io.openclaw.local;

import io.openclaw.local.stack.Stopper;
import io.openclaw.local.terminal.Durations;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(
    name = "down",
    description = "Stops everything: the services first, then the servers. The data is kept.")
final class DownCommand implements Callable<Integer> {
  private final Context context;

  DownCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    long begun = System.nanoTime();
    Stopper stopper = new Stopper(context.installation(), context.home(), context.environment());
    Stopper.Outcome outcome = stopper.stop();
    String took = Durations.show(Duration.ofNanos(System.nanoTime() - begun));
    context.say(
        switch (outcome) {
          case NOTHING_RAN -> "OpenClaw does not run.";
          case STOPPED -> "OpenClaw is stopped (" + took + ").";
          case CLEANED_UP ->
              "The launcher had died; what it had left is stopped now (" + took + ").";
        });
    return ExitCode.OK;
  }
}
