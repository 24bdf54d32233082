package io.openclaw.local.stack;

import static java.util.Objects.requireNonNull;

import io.openclaw.local.home.Home;
import io.openclaw.local.home.Installation;
import io.openclaw.local.process.LogFiles;
import io.openclaw.local.process.Programs;
import io.openclaw.local.process.StartFailedException;
import io.openclaw.local.stack.RunState.Phase;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A stack whose launcher is a process of its own and outlives the terminal. */
public final class Detached {
  private static final int LAST_LINES = 20;
  private static final long POLL_MILLIS = 50;
  private static final long UNTOLD_NANOS = 3_000_000_000L;

  private final Installation installation;
  private final Home home;
  private final RunFile runFile;

  public Detached(Installation installation, Home home) {
    this.installation = requireNonNull(installation, "installation is null");
    this.home = requireNonNull(home, "home is null");
    this.runFile = new RunFile(home);
  }

  /**
   * Starts a launcher in the background; it ends at once when there is one already.
   *
   * @throws StartFailedException when there is one that nobody can be told anything about
   */
  public ProcessHandle launch(List<String> options)
      throws IOException, StartFailedException, InterruptedException {
    home.create();
    ProcessHandle holder = HomeLock.holder(home);
    if (holder != null && !appears(holder)) {
      throw new StartFailedException(untold(home, holder));
    }
    List<String> command = new ArrayList<>();
    command.add(installation.java().toString());
    command.addAll(LauncherOptions.jvm(installation));
    command.add("-Dopenclaw.root=" + installation.root());
    command.addAll(List.of("-jar", installation.launcherJar().toString(), "supervise"));
    command.addAll(options);
    ProcessBuilder builder = new ProcessBuilder(Programs.inOwnSession(command));
    builder.environment().put("OPENCLAW_HOME", home.dir().toString());
    builder.environment().put("OPENCLAW_WORKSPACE", installation.workspace().toString());
    return builder
        .directory(installation.root().toFile())
        .redirectInput(new File("/dev/null"))
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()))
        .start()
        .toHandle();
  }

  /** What to say of a launcher that lives, but whose {@code run.json} is gone or can't be read. */
  public static String untold(Home home, ProcessHandle launcher) {
    return "a launcher runs (pid %d), but %s is missing or can't be read; ./openclaw down stops it, up starts anew"
        .formatted(launcher.pid(), home.runFile());
  }

  /**
   * Waits until the stack of a launcher is ready.
   *
   * @param listener told what {@code run.json} says, about each 50 ms
   */
  public RunState awaitReady(ProcessHandle launcher, Consumer<RunState> listener)
      throws StartFailedException, IOException, InterruptedException {
    while (true) {
      boolean over = ended(launcher);
      RunState state = runFile.read();
      if (state != null && state.pid() == launcher.pid()) {
        listener.accept(state);
        if (state.phase() == Phase.READY) {
          return state;
        }
        if (state.phase() == Phase.FAILED) {
          throw new StartFailedException(String.valueOf(state.failure()));
        }
      }
      if (over) {
        return awaitAnother(state, listener);
      }
    }
  }

  /** Two that start at the same moment: one of them gets the home, both want what it makes. */
  private RunState awaitAnother(@Nullable RunState state, Consumer<RunState> listener)
      throws StartFailedException, IOException, InterruptedException {
    RunState running = runFile.running();
    ProcessHandle other = running == null ? null : running.launcher();
    if (other != null) {
      return awaitReady(other, listener);
    }
    String last = String.join("\n  ", LogFiles.tail(log(), LAST_LINES));
    throw new StartFailedException(
        state != null && state.phase() == Phase.STOPPED
            ? "the stack was stopped while it started"
            : "the launcher ended; the last lines of " + log() + ":\n  " + last);
  }

  /** A launcher tells of itself as soon as it has the home; one that has just begun gets time. */
  private boolean appears(ProcessHandle holder) throws IOException, InterruptedException {
    long begun = System.nanoTime();
    while (runFile.running() == null && System.nanoTime() - begun < UNTOLD_NANOS) {
      if (ended(holder)) {
        return true;
      }
    }
    return runFile.running() != null;
  }

  private static boolean ended(ProcessHandle launcher) throws InterruptedException {
    try {
      launcher.onExit().get(POLL_MILLIS, TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (ExecutionException e) {
      throw new IllegalStateException("cannot wait for the launcher", e);
    }
  }

  private Path log() {
    return home.log("launcher");
  }
}
