package io.openclaw.orchestrator.engine;

import java.time.Duration;

/** How long to wait before a step is tried again: exponential, with full jitter. */
final class Backoff {
  private static final Duration BASE = Duration.ofSeconds(1);
  private static final Duration CAP = Duration.ofSeconds(60);
  private static final int STEPS_TO_CAP = 6;

  private Backoff() {}

  /**
   * @param retries made so far
   * @param jitter from 0 to 1: the share of the longest delay, so that many that failed at the same
   *     moment do not come back at the same moment
   */
  static Duration delay(int retries, double jitter) {
    if (jitter < 0 || jitter > 1) {
      throw new IllegalArgumentException("jitter must be from 0 to 1: " + jitter);
    }
    Duration longest = BASE.multipliedBy(1L << Math.min(retries, STEPS_TO_CAP));
    long millis = Math.min(longest.toMillis(), CAP.toMillis());
    return Duration.ofMillis(Math.round(millis * jitter));
  }
}
