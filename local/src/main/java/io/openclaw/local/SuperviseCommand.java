package io.openclaw.local;

import io.openclaw.local.process.StartFailedException;
import io.openclaw.local.stack.AlreadyRunningException;
import io.openclaw.local.stack.StackView;
import io.openclaw.local.stack.Supervisor;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The launcher in the background; its output is {@code logs/launcher.log}. */
@Command(name = "supervise", hidden = true, description = "What up --detach leaves running.")
final class SuperviseCommand implements Callable<Integer> {
  private final Context context;

  @Mixin private StackOptions stack = new StackOptions();

  SuperviseCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    StackView view = new StackView(context.terminal(), this::log);
    Supervisor supervisor =
        new Supervisor(
            context.installation(), context.home(), context.environment(), stack.replicas(), view);
    StopOnSignal.install(context, supervisor);
    try {
      supervisor.start();
    } catch (AlreadyRunningException | StartFailedException e) {
      log(String.valueOf(e.getMessage()));
      return ExitCode.FAILED;
    }
    log("ready");
    new CountDownLatch(1).await();
    return ExitCode.OK;
  }

  private void log(String line) {
    context.say(Instant.now().truncatedTo(ChronoUnit.MILLIS) + " " + line.strip());
  }
}
