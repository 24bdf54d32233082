package io.openclaw.it;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * What was done to a process, and how long it took to get over it.
 *
 * @param at when the signal was sent
 * @param pid of the process that got it
 * @param healthyAfter from the signal, for a pause from its end, until the process was ready
 * @param nextEndAfter from the same moment until a task ended
 * @param underWay tasks that had been accepted and had not ended at that moment
 */
record Deed(
    String process,
    Act act,
    Instant at,
    long pid,
    Duration healthyAfter,
    Duration nextEndAfter,
    int underWay) {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT).withZone(ZoneOffset.UTC);

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%s  %-14s  %-10s  pid %-8d  healthy after %6.2f s  next task ended after %6.2f s  (%d under way)",
        TIME.format(at),
        process,
        act,
        pid,
        seconds(healthyAfter),
        seconds(nextEndAfter),
        underWay);
  }

  static double seconds(Duration duration) {
    return duration.toMillis() / 1000.0;
  }
}
