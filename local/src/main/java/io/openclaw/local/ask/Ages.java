package io.openclaw.local.ask;

import io.openclaw.local.terminal.Durations;
import java.time.Duration;
import java.time.Instant;

/** Moments as people count them from now. */
final class Ages {
  private Ages() {}

  static String since(Instant then, Instant now) {
    Duration age = Duration.between(then, now);
    return Durations.show(age.isNegative() ? Duration.ZERO : age);
  }

  static String until(Instant then, Instant now) {
    Duration left = Duration.between(now, then);
    return left.isNegative() ? "now" : "in " + Durations.show(left);
  }
}
