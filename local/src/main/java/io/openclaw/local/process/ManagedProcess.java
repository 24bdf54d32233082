package io.openclaw.local.process;

import static java.util.Objects.requireNonNull;

import io.openclaw.local.process.ProcessState.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Keeps one program running: starts it, waits until it is ready, and starts it again when it dies.
 *
 * <pre>
 * WAITING ─▶ STARTING ─▶ READY ─▶ RESTARTING ─▶ STARTING …
 *                │                                   any ─▶ STOPPED
 *                └─▶ FAILED   (the first start only)
 * </pre>
 *
 * The first start must work: when it does not, {@link #ready} fails and nothing is tried again.
 * Later ones are repeated for ever, after pauses that grow. Thread-safe.
 */
public final class ManagedProcess {
  private static final Duration POLL = Duration.ofMillis(50);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

  /** Who was ready for so long starts with short pauses again. */
  private static final Duration STEADY = Duration.ofSeconds(30);

  private final Program program;
  private final Path log;
  private final String mark;
  private final Duration patience;
  private final Consumer<ProcessState> listener;
  private final CompletableFuture<Void> ready = new CompletableFuture<>();
  private final CountDownLatch stopRequested = new CountDownLatch(1);
  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile ProcessState state;
  private volatile long logStart;
  private @Nullable Process process;
  private @Nullable Thread keeper;

  /**
   * @param log gets what the process prints; appended to
   * @param mark put on the command line, see {@link Program#command}
   * @param patience how long a start may take
   * @param listener told each change, on the thread that made it
   */
  public ManagedProcess(
      Program program, Path log, String mark, Duration patience, Consumer<ProcessState> listener) {
    this.program = requireNonNull(program, "program is null");
    this.log = requireNonNull(log, "log is null");
    this.mark = requireNonNull(mark, "mark is null");
    this.patience = requireNonNull(patience, "patience is null");
    this.listener = requireNonNull(listener, "listener is null");
    this.state = ProcessState.waiting(program, log);
  }

  public ProcessState state() {
    return state;
  }

  /** Completes with the first readiness, or fails with a {@link StartFailedException}. */
  public CompletableFuture<Void> ready() {
    return ready;
  }

  /** Begins to keep the program running; once. */
  public synchronized void start() {
    if (keeper != null || stopRequested.getCount() == 0) {
      return;
    }
    keeper = Thread.ofVirtual().name("keeper-" + program.name()).start(this::keep);
  }

  /**
   * Ends the process: its own signal first, a kill when its grace is over. Returns when nothing of
   * it is left.
   */
  public void stop() throws InterruptedException {
    stopRequested.countDown();
    ready.completeExceptionally(new StartFailedException(program.name() + " was stopped"));
    Process running;
    synchronized (this) {
      running = process;
      if (keeper == null) {
        ended.countDown();
      }
    }
    if (running != null) {
      end(running);
    }
    ended.await();
    if (state.status() != Status.FAILED) {
      change(state.ended(Status.STOPPED, null));
    }
  }

  private void keep() {
    Duration pause = FIRST_PAUSE;
    try {
      while (stopRequested.getCount() > 0) {
        long begun = System.nanoTime();
        String trouble = runOnce(begun);
        if (stopRequested.getCount() == 0) {
          return;
        }
        if (!ready.isDone()) {
          change(state.ended(Status.FAILED, trouble));
          ready.completeExceptionally(
              StartFailedException.of(program.name(), trouble, log, logStart));
          return;
        }
        change(state.restarting(trouble));
        boolean steady = System.nanoTime() - begun > STEADY.toNanos();
        pause = steady ? FIRST_PAUSE : pause;
        if (stopRequested.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
          return;
        }
        pause = min(pause.multipliedBy(2), LONGEST_PAUSE);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      ended.countDown();
    }
  }

  /** One life of the process; returns why it ended. */
  private String runOnce(long begun) throws InterruptedException {
    Process running;
    try {
      program.prepare();
      running = spawn();
    } catch (IOException e) {
      return "cannot start: " + e.getMessage();
    }
    if (running == null) {
      return "stopped";
    }
    String trouble = awaitReady(running, begun);
    if (trouble == null) {
      change(state.ready(Duration.ofNanos(System.nanoTime() - begun).toMillis()));
      ready.complete(null);
      trouble = Exit.describe(running.waitFor());
    }
    if (stopRequested.getCount() > 0) {
      // What it had started itself must not outlive it, or it would get in the way of the next.
      Signal.KILL.sendToGroup(running.pid());
    }
    return trouble;
  }

  /** Null when ready, else why not; then the process has ended. */
  private @Nullable String awaitReady(Process running, long begun) throws InterruptedException {
    while (!running.waitFor(POLL.toMillis(), TimeUnit.MILLISECONDS)) {
      Health health = program.health();
      if (health.ready()) {
        return null;
      }
      if (System.nanoTime() - begun > patience.toNanos()) {
        end(running);
        return "not ready after " + patience.toSeconds() + " s: " + health.detail();
      }
    }
    return Exit.describe(running.exitValue());
  }

  private synchronized @Nullable Process spawn() throws IOException {
    if (stopRequested.getCount() == 0) {
      return null;
    }
    List<String> command = Programs.inOwnSession(program.command(mark));
    LogFiles.rotate(log);
    logStart = Files.exists(log) ? Files.size(log) : 0;
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectInput(ProcessBuilder.Redirect.from(Programs.DEV_NULL))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    builder.environment().putAll(program.environment());
    Process started = builder.start();
    process = started;
    change(state.starting(started.toHandle()));
    return started;
  }

  private void end(Process running) throws InterruptedException {
    Endings.end(running.toHandle(), program.stopSignal(), program.grace());
  }

  private void change(ProcessState next) {
    synchronized (this) {
      state = next;
    }
    listener.accept(next);
  }

  private static Duration min(Duration a, Duration b) {
    return a.compareTo(b) < 0 ? a : b;
  }
}
