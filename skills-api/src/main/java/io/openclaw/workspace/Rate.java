package io.openclaw.workspace;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * How often something may happen, or is to.
 *
 * @param count times, at least 1
 * @param period in which
 */
public record Rate(int count, Duration period) {
  public Rate {
    requireNonNull(period, "period is null");
    if (count < 1 || !period.isPositive()) {
      throw new IllegalArgumentException("no rate: " + count + " in " + period);
    }
  }

  public double perSecond() {
    return count * 1e9 / period.toNanos();
  }
}
