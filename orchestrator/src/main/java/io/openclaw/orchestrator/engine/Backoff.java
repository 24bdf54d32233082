package io.openclaw.orchestrator.engine;

import io.openclaw.event.RetryRule;
import java.time.Duration;

/** How long to wait before a step is tried again: exponential, with full jitter. */
final class Backoff {
  private static final int MOST_DOUBLINGS = 30;

  private Backoff() {}

  /**
   * @param retries made so far
   * @param jitter from 0 to 1: the share of the longest delay, so that many that failed at the same
   *     moment do not come back at the same moment
   */
  static Duration delay(RetryRule rule, int retries, double jitter) {
    if (jitter < 0 || jitter > 1) {
      throw new IllegalArgumentException("jitter must be from 0 to 1: " + jitter);
    }
    Duration longest = rule.firstDelay().multipliedBy(1L << Math.min(retries, MOST_DOUBLINGS));
    long millis = Math.min(longest.toMillis(), rule.maxDelay().toMillis());
    return Duration.ofMillis(Math.round(millis * jitter));
  }
}
