package io.openclaw.event;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Set;

/**
 * Whether and when an attempt that failed is followed by another one. The wait doubles from try to
 * try, and of each wait a random share is waited, so that many that failed at the same moment do
 * not come back at the same moment.
 *
 * @param maxRetries tries after the first one
 * @param firstDelay the longest wait before the first of them
 * @param maxDelay no wait is longer
 * @param codes of failures that are tried again; empty: those that say of themselves that they may
 *     pass
 */
public record RetryRule(int maxRetries, Duration firstDelay, Duration maxDelay, Set<String> codes) {
  public static final RetryRule NONE =
      new RetryRule(0, Duration.ofSeconds(1), Duration.ofSeconds(60), Set.of());

  public RetryRule {
    requireNonNull(firstDelay, "firstDelay is null");
    requireNonNull(maxDelay, "maxDelay is null");
    codes = Set.copyOf(codes);
    if (maxRetries < 0) {
      throw new IllegalArgumentException("maxRetries is negative: " + maxRetries);
    }
    if (firstDelay.isNegative() || maxDelay.isNegative()) {
      throw new IllegalArgumentException("a delay is negative");
    }
  }

  /** Whether a failure of that kind is worth another try. */
  public boolean covers(Failure cause) {
    return codes.isEmpty() ? cause.retryable() : codes.contains(cause.code());
  }
}
