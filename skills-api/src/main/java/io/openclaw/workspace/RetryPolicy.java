package io.openclaw.workspace;

import static java.util.Objects.requireNonNull;

/**
 * What becomes of a call that failed and may succeed another time.
 *
 * @param maxRetries tries after the first one
 */
public record RetryPolicy(int maxRetries, Backoff backoff) {
  public static final RetryPolicy NONE = new RetryPolicy(0, Backoff.EXPONENTIAL);

  /** How the wait before a try grows. */
  public enum Backoff {
    /** Doubles from try to try, with jitter. */
    EXPONENTIAL
  }

  public RetryPolicy {
    requireNonNull(backoff, "backoff is null");
    if (maxRetries < 0) {
      throw new IllegalArgumentException("maxRetries is negative: " + maxRetries);
    }
  }
}
