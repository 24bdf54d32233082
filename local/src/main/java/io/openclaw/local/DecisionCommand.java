package io.openclaw.local;

import io.openclaw.local.ask.Decisions;
import io.openclaw.local.ask.RefusedException;
import io.openclaw.local.home.Secrets;
import io.openclaw.local.stack.RunFile;
import io.openclaw.local.stack.RunState;
import java.io.IOException;
import java.net.URI;
import java.util.concurrent.Callable;

/** What {@code cancel} and {@code approve} have in common: a word to a stack that runs. */
abstract class DecisionCommand implements Callable<Integer> {
  private final Context context;

  DecisionCommand(Context context) {
    this.context = context;
  }

  /** Gives the word; what to say then. */
  abstract String decide(Decisions decisions)
      throws IOException, RefusedException, InterruptedException;

  @Override
  public final Integer call() throws InterruptedException {
    try {
      RunState running = new RunFile(context.home()).running();
      String gateway = running == null ? null : running.gateway();
      if (gateway == null) {
        context.complain("OpenClaw does not run; ./openclaw up starts it");
        return ExitCode.NOT_RUNNING;
      }
      String token = new Secrets(context.home()).gatewayToken();
      context.say(decide(new Decisions(URI.create(gateway), token)));
      return ExitCode.OK;
    } catch (RefusedException e) {
      context.complain("refused: " + e.getMessage() + " (" + e.code() + ")");
      return ExitCode.USAGE;
    } catch (IOException e) {
      context.complain("can't reach OpenClaw: " + Failure.describe(e));
      return ExitCode.NOT_RUNNING;
    }
  }
}
