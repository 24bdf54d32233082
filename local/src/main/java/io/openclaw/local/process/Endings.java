package io.openclaw.local.process;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Ending processes so that nothing is left. */
final class Endings {
  private static final Duration AFTER_KILL = Duration.ofSeconds(5);

  private Endings() {}

  /** Asks {@code process} to end, kills it when {@code grace} is over, and its offspring too. */
  static void end(ProcessHandle process, Signal signal, Duration grace)
      throws InterruptedException {
    List<ProcessHandle> offspring = process.descendants().toList();
    signal.send(process);
    if (!gone(process, grace)) {
      Signal.KILL.send(process);
      gone(process, AFTER_KILL);
    }
    // Postgres' own children end by themselves within moments; a worker's skills may not.
    for (ProcessHandle child : offspring) {
      if (!gone(child, Duration.ofMillis(500))) {
        Signal.KILL.send(child);
        gone(child, AFTER_KILL);
      }
    }
  }

  private static boolean gone(ProcessHandle process, Duration limit) throws InterruptedException {
    try {
      process.onExit().get(limit.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException e) {
      return !process.isAlive();
    } catch (ExecutionException e) {
      throw new IllegalStateException("cannot wait for process " + process.pid(), e);
    }
  }
}
