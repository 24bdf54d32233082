package io.openclaw.worker.sandbox;

import io.openclaw.worker.sandbox.ProcessTable.Pid;
import io.openclaw.worker.sandbox.ProcessTable.Usage;
import java.time.Duration;
import java.util.Map;

/**
 * The processor time of a call, look by look. What a process has taken that is gone counts as it
 * was seen last: the kernel forgets it where nobody waits for the process. Used by one thread.
 */
final class CpuClock {
  private static final Duration TICK = Duration.ofMillis(10);

  private Map<Pid, Long> living = Map.of();
  private long gone;
  private long most;

  /** All of it until now; it never falls. */
  Duration add(Usage usage) {
    living.forEach((id, ticks) -> gone += usage.ticks().containsKey(id) ? 0 : ticks);
    living = usage.ticks();
    long own = living.values().stream().mapToLong(Long::longValue).sum();
    // Those that somebody has waited for are in both.
    most = Math.max(most, own + Math.max(gone, usage.waited()));
    return TICK.multipliedBy(most);
  }
}
