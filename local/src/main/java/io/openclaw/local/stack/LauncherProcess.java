package io.openclaw.local.stack;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Finds a launcher again by its number and the moment it began: numbers are used again. */
final class LauncherProcess {
  /** Clocks and process tables round differently. */
  private static final Duration ROUNDING = Duration.ofSeconds(2);

  private LauncherProcess() {}

  /** The process, or null when it lives no more. */
  static @Nullable ProcessHandle alive(long pid, @Nullable Instant startedAt) {
    return ProcessHandle.of(pid)
        .filter(ProcessHandle::isAlive)
        // A dead one that its parent has not noticed yet still has its number, but no program.
        .filter(process -> process.info().command().isPresent())
        .filter(process -> began(process, startedAt))
        .orElse(null);
  }

  private static boolean began(ProcessHandle process, @Nullable Instant startedAt) {
    Instant began = process.info().startInstant().orElse(null);
    return began == null
        || startedAt == null
        || Duration.between(began, startedAt).abs().compareTo(ROUNDING) < 0;
  }
}
