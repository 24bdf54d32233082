package io.openclaw.local;

/** What the command line ends with. */
final class ExitCode {
  static final int OK = 0;

  /** The task failed, or the command did. */
  static final int FAILED = 1;

  static final int USAGE = 2;

  /** {@code status}: nothing runs; {@code ask}: can't start or reach the stack. */
  static final int NOT_RUNNING = 3;

  /** {@code ask --timeout}: as {@code timeout(1)} does. */
  static final int TIMED_OUT = 124;

  /** Ended by Ctrl-C: as shells say it. */
  static final int INTERRUPTED = 130;

  private ExitCode() {}
}
