package io.openclaw.worker.skill.process;

import static java.util.Objects.requireNonNull;

import io.openclaw.worker.WorkerConfig;
import java.time.Duration;

/**
 * How much may wait for calls.
 *
 * @param most processes with the same rights
 * @param memory bytes of all of them; 0: none waits
 * @param idle that nobody has asked for so long end
 */
record WarmLimits(int most, long memory, Duration idle) {
  /** For so many periods demand is remembered: the time that one waits, to one period. */
  static final int PERIODS = 5;

  static final WarmLimits NONE = new WarmLimits(1, 0, Duration.ofMinutes(1));

  WarmLimits {
    requireNonNull(idle, "idle is null");
    if (most < 1 || memory < 0 || !idle.isPositive()) {
      throw new IllegalArgumentException("no limits for processes that wait");
    }
  }

  static WarmLimits of(WorkerConfig.Warm settings, int processors) {
    return new WarmLimits(2 * processors, settings.memory().asLongValue(), settings.idle());
  }

  boolean allowAny() {
    return memory > 0;
  }

  /** After which demand is counted anew. */
  Duration period() {
    return idle.dividedBy(PERIODS);
  }
}
