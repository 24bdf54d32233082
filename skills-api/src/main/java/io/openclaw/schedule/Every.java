package io.openclaw.schedule;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;

/**
 * A tick in each interval, counted from 1970-01-01T00:00Z and not from when somebody began to: so
 * it does not move when a process starts anew or a file is saved. {@code 15m} is due at each full
 * quarter of an hour, {@code 1d} at midnight UTC.
 *
 * @param interval whole milliseconds, at least {@link #SHORTEST}
 * @param text as a file writes it
 */
public record Every(Duration interval, String text) implements Timing {
  /** Schedules are looked at once a second. */
  public static final Duration SHORTEST = Duration.ofSeconds(1);

  public Every {
    requireNonNull(interval, "interval is null");
    requireNonNull(text, "text is null");
    if (interval.compareTo(SHORTEST) < 0) {
      throw new IllegalArgumentException("interval is below a second");
    }
  }

  @Override
  public Instant next(Instant after) {
    return Instant.ofEpochMilli((number(after) + 1) * interval.toMillis());
  }

  @Override
  public Instant last(Instant upTo) {
    return Instant.ofEpochMilli(number(upTo) * interval.toMillis());
  }

  @Override
  public String identity() {
    return "every " + interval;
  }

  private long number(Instant moment) {
    return Math.floorDiv(moment.toEpochMilli(), interval.toMillis());
  }
}
