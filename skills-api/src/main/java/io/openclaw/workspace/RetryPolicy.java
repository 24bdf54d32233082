package io.openclaw.workspace;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Set;

/**
 * What becomes of a call that failed and may succeed another time.
 *
 * @param maxRetries tries after the first one
 * @param initialDelay the longest wait before the first of them
 * @param maxDelay no wait is longer
 * @param retryOn codes of failures that are tried again; empty: those that may pass
 */
public record RetryPolicy(
    int maxRetries,
    Backoff backoff,
    Duration initialDelay,
    Duration maxDelay,
    Set<String> retryOn) {
  public static final Duration INITIAL_DELAY = Duration.ofSeconds(1);
  public static final Duration MAX_DELAY = Duration.ofSeconds(60);
  public static final RetryPolicy NONE = of(0);

  /** How the wait before a try grows. */
  public enum Backoff {
    /** Doubles from try to try, with jitter. */
    EXPONENTIAL
  }

  public RetryPolicy {
    requireNonNull(backoff, "backoff is null");
    requireNonNull(initialDelay, "initialDelay is null");
    requireNonNull(maxDelay, "maxDelay is null");
    retryOn = Set.copyOf(retryOn);
    if (maxRetries < 0) {
      throw new IllegalArgumentException("maxRetries is negative: " + maxRetries);
    }
  }

  /** The usual waits, after any failure that may pass. */
  public static RetryPolicy of(int maxRetries) {
    return new RetryPolicy(maxRetries, Backoff.EXPONENTIAL, INITIAL_DELAY, MAX_DELAY, Set.of());
  }
}
