package io.openclaw.worker.skill;

import java.time.Duration;

/**
 * When a call has to be over, waiting included.
 *
 * @param nanos on the clock of {@link System#nanoTime}
 */
public record Deadline(long nanos) {

  public static Deadline in(Duration time) {
    return new Deadline(System.nanoTime() + time.toNanos());
  }

  /** Below zero once it is over. */
  public Duration left() {
    return Duration.ofNanos(nanos - System.nanoTime());
  }

  /** The time that is left, where that is less. */
  public Duration leftOf(Duration time) {
    Duration left = left();
    return left.compareTo(time) < 0 ? left : time;
  }
}
