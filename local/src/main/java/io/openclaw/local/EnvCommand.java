package io.openclaw.local;

import io.openclaw.local.process.StartFailedException;
import io.openclaw.local.stack.Detached;
import io.openclaw.local.stack.RunFile;
import io.openclaw.local.stack.RunState;
import io.openclaw.local.stack.ServiceEnvironment;
import io.openclaw.local.stack.StackView;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
    name = "env",
    description = {
      "Prints the environment of one service, to run it by other means; starts Kafka, PostgreSQL and"
          + " Redis when they do not run. Dev mode (./mvnw quarkus:dev) asks this."
    },
    footerHeading = "%nExample:%n",
    footer = "  env $(./openclaw env worker) java -jar worker/target/quarkus-app/quarkus-run.jar")
final class EnvCommand implements Callable<Integer> {
  private final Context context;

  @Parameters(paramLabel = "SERVICE", description = "gateway, orchestrator or worker.")
  private String service = "";

  EnvCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    try {
      ServiceEnvironment environment =
          new ServiceEnvironment(context.installation(), context.home(), context.environment());
      environment.of(running(), service).forEach((key, value) -> context.say(key + "=" + value));
      return ExitCode.OK;
    } catch (StartFailedException e) {
      context.complain("the servers did not start: " + e.getMessage());
      return ExitCode.FAILED;
    } catch (IllegalArgumentException e) {
      context.complain(String.valueOf(e.getMessage()));
      return ExitCode.USAGE;
    }
  }

  private RunState running() throws IOException, InterruptedException, StartFailedException {
    RunFile file = new RunFile(context.home());
    RunState running = file.running();
    if (running != null && running.phase() == RunState.Phase.READY) {
      return running;
    }
    Detached detached = new Detached(context.installation(), context.home());
    ProcessHandle launcher = running == null ? null : running.launcher();
    if (launcher == null) {
      launcher = detached.launch(List.of("--servers"));
    }
    // What a person should see must not mix with what a program reads.
    detached.awaitReady(launcher, new StackView(context.terminal(), context::complain));
    RunState state = file.read();
    if (state == null) {
      throw new StartFailedException("the stack ended at once");
    }
    return state;
  }
}
