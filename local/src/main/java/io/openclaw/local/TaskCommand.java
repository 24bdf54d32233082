package io.openclaw.local;

import io.openclaw.local.ask.Asking;
import io.openclaw.local.ask.Asking.Outcome;
import io.openclaw.local.home.Secrets;
import io.openclaw.local.process.StartFailedException;
import io.openclaw.local.stack.Detached;
import io.openclaw.local.stack.RunFile;
import io.openclaw.local.stack.RunState;
import io.openclaw.local.stack.StackView;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What {@code ask} and {@code watch} have in common: a running stack, and a task to its end. */
abstract class TaskCommand implements Callable<Integer> {
  private final Context context;

  @Option(names = "--json", description = "Print each event as a line of JSON, and nothing else.")
  private boolean json;

  @Option(
      names = "--timeout",
      paramLabel = "TIME",
      converter = TimeLimit.class,
      description = "Wait no longer than this, e.g. 90s, 10m, 2h; the task goes on.")
  private @Nullable Duration timeout;

  TaskCommand(Context context) {
    this.context = context;
  }

  /** Does the command's work. */
  abstract Outcome run(Asking asking, @Nullable Duration limit)
      throws IOException, InterruptedException;

  Context context() {
    return context;
  }

  @Override
  public final Integer call() throws InterruptedException {
    AtomicReference<@Nullable Asking> begun = new AtomicReference<>();
    try (LastWord _ = new LastWord(context, () -> goesOn(begun.get()))) {
      Asking asking = asking(runningStack());
      begun.set(asking);
      return report(run(asking, timeout), asking.taskId());
    } catch (StartFailedException e) {
      context.complain("OpenClaw did not start: " + e.getMessage());
    } catch (IOException e) {
      context.complain("can't reach OpenClaw: " + Failure.describe(e));
    }
    return ExitCode.NOT_RUNNING;
  }

  private RunState runningStack() throws IOException, StartFailedException, InterruptedException {
    Detached detached = new Detached(context.installation(), context.home());
    RunState running = new RunFile(context.home()).running();
    // What is said here is no part of the answer, so it goes where an error would.
    StackView view = new StackView(context.terminal(), context::complain);
    if (running == null) {
      ProcessHandle launched = detached.launch(List.of());
      context.complain("OpenClaw does not run; starting it (./openclaw down stops it).");
      return detached.awaitReady(launched, view);
    }
    ProcessHandle launcher = running.launcher();
    return running.phase() == RunState.Phase.STARTING && launcher != null
        ? detached.awaitReady(launcher, view)
        : running;
  }

  private Asking asking(RunState stack) throws IOException, StartFailedException {
    String gateway = stack.gateway();
    if (gateway == null) {
      throw new StartFailedException(
          "only the servers run (./openclaw up --servers); ./openclaw down ends them");
    }
    return new Asking(
        context.terminal(),
        URI.create(gateway),
        new Secrets(context.home()).gatewayToken(),
        stack.version(),
        context.home().artifacts(),
        context.installation().workspace(),
        json);
  }

  private int report(Outcome outcome, @Nullable UUID task) {
    return switch (outcome) {
      case Outcome.Completed completed -> ExitCode.OK;
      case Outcome.Failed(var reason) -> {
        context.complain("the task failed: " + reason);
        yield ExitCode.FAILED;
      }
      case Outcome.Cancelled(var by) -> {
        context.complain("the task was cancelled by " + by);
        yield ExitCode.FAILED;
      }
      case Outcome.Refused(var code, var reason) -> {
        context.complain("refused: " + reason + " (" + code + ")");
        // What a better request would not mend is no wrong use.
        yield Set.of("UNAUTHENTICATED", "UNAVAILABLE").contains(code) || code.startsWith("AUTH")
            ? ExitCode.NOT_RUNNING
            : ExitCode.USAGE;
      }
      case Outcome.TimedOut timedOut -> {
        context.complain("not done in time; " + goesOn(task));
        yield ExitCode.TIMED_OUT;
      }
    };
  }

  private static String goesOn(@Nullable Asking asking) {
    return asking == null ? "nothing was submitted; " + LastWord.STARTING : goesOn(asking.taskId());
  }

  private static String goesOn(@Nullable UUID task) {
    return task == null
        ? "the task was not submitted"
        : "the task goes on; follow it: ./openclaw watch " + task;
  }
}
