package io.openclaw.it;

import java.time.Duration;
import java.util.Locale;

/** What can be done to a process. */
enum Act {
  /** SIGKILL: it gets no chance to say anything. */
  KILL(Duration.ZERO),
  /** SIGTERM: it ends as it would for an upgrade. */
  RESTART(Duration.ZERO),
  /** SIGSTOP, and SIGCONT before anybody has given it up. */
  PAUSE(Duration.ofSeconds(2)),
  /** SIGSTOP for longer than the ten seconds after which a silent worker's steps are taken away. */
  LONG_PAUSE(Duration.ofSeconds(14));

  private final Duration length;

  Act(Duration length) {
    this.length = length;
  }

  boolean isPause() {
    return !length.isZero();
  }

  Duration length() {
    return length;
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
