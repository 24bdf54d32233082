package io.openclaw.local;

import io.openclaw.local.home.Secrets;
import io.openclaw.local.process.StartFailedException;
import io.openclaw.local.stack.AlreadyRunningException;
import io.openclaw.local.stack.Detached;
import io.openclaw.local.stack.RunFile;
import io.openclaw.local.stack.RunState;
import io.openclaw.local.stack.StackView;
import io.openclaw.local.stack.Supervisor;
import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "up",
    description = "Starts everything and stays until Ctrl-C; builds first what is not built.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  ./openclaw up                start, show the URL and the token, stop by Ctrl-C",
      "  ./openclaw up --detach       return when ready; ./openclaw down stops it",
      "  ./openclaw up --replicas 2   two gateways, orchestrators and workers: kill one of them",
      "  ./openclaw up --servers      Kafka, PostgreSQL and Redis alone, for ./mvnw quarkus:dev"
    })
final class UpCommand implements Callable<Integer> {
  private final Context context;

  @Option(
      names = {"-d", "--detach"},
      description = "Return when ready and leave it running.")
  private boolean detach;

  @Mixin private StackOptions stack = new StackOptions();

  UpCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    RunState running = new RunFile(context.home()).running();
    try {
      if (running != null) {
        return alreadyRunning(running);
      }
      return detach ? startDetached() : startHere();
    } catch (StartFailedException e) {
      context.complain("OpenClaw did not start: " + e.getMessage());
      return ExitCode.FAILED;
    }
  }

  private int startHere() throws IOException, InterruptedException, StartFailedException {
    StackView view = new StackView(context.terminal(), context::say);
    Supervisor supervisor =
        new Supervisor(
            context.installation(), context.home(), context.environment(), stack.replicas(), view);
    StopOnSignal.install(context, supervisor);
    try {
      supervisor.start();
    } catch (AlreadyRunningException e) {
      context.complain(String.valueOf(e.getMessage()));
      return ExitCode.FAILED;
    } catch (InterruptedException e) {
      context.complain("OpenClaw was stopped while it started.");
      return ExitCode.INTERRUPTED;
    }
    ready();
    context.say("  Ctrl-C stops it.");
    // The end comes by a signal, and with it the shutdown hook.
    new CountDownLatch(1).await();
    return ExitCode.OK;
  }

  private int startDetached() throws IOException, InterruptedException, StartFailedException {
    Detached detached = new Detached(context.installation(), context.home());
    ProcessHandle launcher = detached.launch(stack.arguments());
    try (LastWord _ = new LastWord(context, () -> LastWord.STARTING)) {
      detached.awaitReady(launcher, new StackView(context.terminal(), context::say));
    }
    ready();
    context.say("  ./openclaw status shows it, ./openclaw down stops it.");
    return ExitCode.OK;
  }

  private int alreadyRunning(RunState running)
      throws IOException, InterruptedException, StartFailedException {
    context.say(
        "OpenClaw runs already in %s (launcher pid %d)."
            .formatted(context.home().dir(), running.pid()));
    ProcessHandle launcher = running.launcher();
    if (running.phase() == RunState.Phase.STARTING && launcher != null) {
      new Detached(context.installation(), context.home())
          .awaitReady(launcher, new StackView(context.terminal(), context::say));
    }
    welcome();
    return ExitCode.OK;
  }

  private void ready() throws IOException {
    RunState state = new RunFile(context.home()).read();
    if (state != null) {
      context.say("");
      context.say(context.terminal().bold(StackView.ready(state)));
    }
    welcome();
  }

  private void welcome() throws IOException {
    RunState state = new RunFile(context.home()).read();
    Secrets secrets = new Secrets(context.home());
    if (state != null) {
      StackView.welcome(state, secrets.gatewayToken(), secrets.gatewayTokenFile().toString())
          .forEach(context::say);
    }
  }
}
