package io.openclaw.orchestrator.worker;

import java.time.Duration;
import java.time.Instant;

/**
 * Keeps the orchestrator from taking its own deafness for the workers' silence: after its start,
 * and after anything that kept it from hearing or writing down their heartbeats, it waits before it
 * judges. Not for more than one thread at a time.
 */
final class Grace {
  private final Duration length;
  private final Duration longestGap;
  private Instant listeningSince;
  private Instant lastLook;

  /**
   * @param length how long to listen before judging
   * @param longestGap between two looks; a longer one means that this process was stopped or stuck
   */
  Grace(Duration length, Duration longestGap, Instant now) {
    this.length = length;
    this.longestGap = longestGap;
    this.listeningSince = now;
    this.lastLook = now;
  }

  /** Something was deaf. */
  void restart(Instant now) {
    listeningSince = now;
    lastLook = now;
  }

  /** Whether silence may be judged now. To be asked regularly. */
  boolean isOver(Instant now) {
    if (Duration.between(lastLook, now).compareTo(longestGap) > 0) {
      listeningSince = now;
    }
    lastLook = now;
    return Duration.between(listeningSince, now).compareTo(length) >= 0;
  }
}
