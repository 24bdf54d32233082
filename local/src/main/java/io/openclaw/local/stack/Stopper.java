package io.openclaw.local.stack;

import static java.util.Objects.requireNonNull;

import io.openclaw.local.home.Home;
import io.openclaw.local.home.Installation;
import io.openclaw.local.home.Secrets;
import io.openclaw.local.process.Leftovers;
import io.openclaw.local.process.Leftovers.Leftover;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Ends a stack from outside: through its launcher, or, where that died, process by process. */
public final class Stopper {
  private static final long LIMIT_SECONDS = 90;

  private final Installation installation;
  private final Home home;
  private final Map<String, String> environment;

  public Stopper(Installation installation, Home home, Map<String, String> environment) {
    this.installation = requireNonNull(installation, "installation is null");
    this.home = requireNonNull(home, "home is null");
    this.environment = Map.copyOf(environment);
  }

  /** What was there to end. */
  public enum Outcome {
    NOTHING_RAN,
    STOPPED,
    /** The launcher was gone already; what it had left is ended. */
    CLEANED_UP
  }

  public Outcome stop() throws IOException, InterruptedException {
    if (!Files.isDirectory(home.dir())) {
      return Outcome.NOTHING_RAN;
    }
    home.create();
    ProcessHandle launcher = HomeLock.holder(home);
    if (launcher != null) {
      Files.writeString(home.stopRequest(), Long.toString(launcher.pid()));
      launcher.destroy();
      await(launcher);
      // One that was killed at the same moment has not ended them.
      cleanUp();
      return Outcome.STOPPED;
    }
    return cleanUp() ? Outcome.CLEANED_UP : Outcome.NOTHING_RAN;
  }

  private boolean cleanUp() throws IOException, InterruptedException {
    try (HomeLock lock = HomeLock.tryTake(home)) {
      if (lock == null) {
        // A launcher is just beginning; it ends whatever was left, and its own end is not ours.
        return false;
      }
      Leftovers leftovers = new Leftovers(new Secrets(home).instance());
      List<Leftover> found = leftovers.find();
      if (found.isEmpty()) {
        return false;
      }
      StackPlan plan = new StackPlan(installation, home, environment, (owner, usual) -> usual);
      leftovers.end(found, StackPlan.endings(plan.nodes(1)));
      return true;
    }
  }

  private static void await(ProcessHandle launcher) throws IOException, InterruptedException {
    try {
      launcher.onExit().get(LIMIT_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new IOException(
          "the launcher (pid %d) has not ended after %d s".formatted(launcher.pid(), LIMIT_SECONDS),
          e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("cannot wait for the launcher", e);
    }
  }
}
