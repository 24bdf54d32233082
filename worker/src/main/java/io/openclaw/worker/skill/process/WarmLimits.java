package io.openclaw.worker.skill.process;

import static java.util.Objects.requireNonNull;

import io.openclaw.worker.WorkerConfig;
import java.time.Duration;

/**
 * How much may wait for calls.
 *
 * @param memory bytes of all of them; 0: none waits
 * @param idle that nobody has asked for so long end
 */
record WarmLimits(long memory, Duration idle) {
  /** For so many periods demand is remembered: the time that one waits, to one period. */
  static final int PERIODS = 5;

  static final WarmLimits NONE = new WarmLimits(0, Duration.ofMinutes(1));

  WarmLimits {
    requireNonNull(idle, "idle is null");
    if (memory < 0 || !idle.isPositive()) {
      throw new IllegalArgumentException("no limits for processes that wait");
    }
  }

  static WarmLimits of(WorkerConfig.Warm settings) {
    return new WarmLimits(settings.memory().asLongValue(), settings.idle());
  }

  boolean allowAny() {
    return memory > 0;
  }

  /** After which demand is counted anew. */
  Duration period() {
    return idle.dividedBy(PERIODS);
  }
}
