package io.openclaw.local.terminal;

import java.time.Duration;
import java.util.Locale;

/** Durations for people. */
public final class Durations {
  private static final int MINUTE = 60;

  private Durations() {}

  /** {@code 0.3 s}, {@code 12.0 s}, {@code 3 min 5 s}, {@code 2 h 10 min}, {@code 4 d 3 h}. */
  public static String show(Duration duration) {
    long seconds = duration.toSeconds();
    if (seconds < MINUTE) {
      return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
    }
    if (duration.toHours() == 0) {
      return duration.toMinutes() + " min " + duration.toSecondsPart() + " s";
    }
    if (duration.toDays() == 0) {
      return duration.toHours() + " h " + duration.toMinutesPart() + " min";
    }
    return duration.toDays() + " d " + duration.toHoursPart() + " h";
  }
}
