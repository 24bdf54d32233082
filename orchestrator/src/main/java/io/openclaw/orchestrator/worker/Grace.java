package io.openclaw.orchestrator.worker;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/**
 * Keeps the orchestrator from taking its own deafness for the workers' silence: after its start,
 * and after anything that kept it from hearing or writing down their heartbeats, it waits before it
 * judges. Not for more than one thread at a time.
 *
 * <p>How long it has listened is told by time that only passes: a clock that is set back would have
 * it judge nobody for as long. Whether it stood still is told by the clock as well: while a machine
 * sleeps, the other time does not pass.
 */
final class Grace {
  private final Duration length;
  private final Duration longestGap;
  private final LongSupplier nanoTime;
  private final InstantSource clock;
  private long listeningSince;
  private long lastLook;
  private Instant lastTime;

  /**
   * @param length how long to listen before judging
   * @param longestGap between two looks; a longer one means that this process was stopped or stuck
   * @param nanoTime as {@link System#nanoTime}
   */
  Grace(Duration length, Duration longestGap, LongSupplier nanoTime, InstantSource clock) {
    this.length = length;
    this.longestGap = longestGap;
    this.nanoTime = nanoTime;
    this.clock = clock;
    this.listeningSince = nanoTime.getAsLong();
    this.lastLook = listeningSince;
    this.lastTime = clock.instant();
  }

  /** Something was deaf. */
  void restart() {
    listeningSince = nanoTime.getAsLong();
    lastLook = listeningSince;
    lastTime = clock.instant();
  }

  /** Whether silence may be judged now. To be asked regularly. */
  boolean isOver() {
    long look = nanoTime.getAsLong();
    Instant time = clock.instant();
    if (isGap(Duration.ofNanos(look - lastLook)) || isGap(Duration.between(lastTime, time))) {
      listeningSince = look;
    }
    lastLook = look;
    lastTime = time;
    return Duration.ofNanos(look - listeningSince).compareTo(length) >= 0;
  }

  private boolean isGap(Duration passed) {
    return passed.compareTo(longestGap) > 0;
  }
}
