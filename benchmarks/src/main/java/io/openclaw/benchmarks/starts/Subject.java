package io.openclaw.benchmarks.starts;

/** A way to start something whose first instruction says when it ran. */
interface Subject {

  /**
   * Starts one and waits for its end. Thread-safe. The time of the first instruction is on the
   * clock of {@link System#nanoTime}, which Linux gives programs as CLOCK_MONOTONIC.
   *
   * @return nanoseconds until the first instruction
   */
  long start() throws Exception;

  /** Waits until so many starts would find all that may be made ready for them. */
  default void settle(int starts) throws Exception {}

  /** What of its starts so far there is to say. */
  default String remark() {
    return "";
  }
}
