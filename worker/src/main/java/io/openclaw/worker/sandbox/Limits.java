package io.openclaw.worker.sandbox;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * What one call may spend, all its processes together where nothing else is said.
 *
 * @param cpuTime of processors, added up
 * @param memory bytes that are in memory at once; also the most that a single process may allocate
 * @param processes processes and threads at once
 * @param openFiles of a single process
 * @param disk bytes in its folders at once; also the largest single file that it may write anywhere
 */
public record Limits(Duration cpuTime, long memory, int processes, int openFiles, long disk) {
  public Limits {
    requireNonNull(cpuTime, "cpuTime is null");
    if (!cpuTime.isPositive() || memory < 1 || processes < 1 || openFiles < 1 || disk < 1) {
      throw new IllegalArgumentException("no limits: nothing could run within them");
    }
  }

  /** Whole seconds of CPU time, at least one. */
  long cpuSeconds() {
    return Math.max(1, cpuTime.plusMillis(999).toSeconds());
  }
}
