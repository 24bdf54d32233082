package io.openclaw.schedule;

import static java.util.Objects.requireNonNull;

import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinition;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Ticks by a Unix cron expression and the clocks of a time zone. Each time of day is due once where
 * clocks are changed, too: one that the clocks leave out is due at the moment at which they jump,
 * and one that they show twice is due the first time.
 *
 * <p>The library is asked about a calendar without such jumps, and the zone is left to this class:
 * what it would do itself differs from field to field.
 */
public final class Cron implements Timing {
  private static final int FIELDS = 5;
  private static final CronDefinition UNIX =
      CronDefinitionBuilder.instanceDefinitionFor(CronType.UNIX);
  private static final LocalDateTime ANY_TIME = LocalDateTime.of(2000, 1, 1, 0, 0);

  private final String expression;
  private final ZoneId zone;
  private final ExecutionTime times;

  private Cron(String expression, ZoneId zone, ExecutionTime times) {
    this.expression = expression;
    this.zone = zone;
    this.times = times;
  }

  /**
   * Reads an expression: minute, hour, day of the month, month, day of the week.
   *
   * @throws IllegalArgumentException if it is none, or if there is no such moment; the message says
   *     which
   */
  public static Cron parse(String expression, ZoneId zone) {
    String fields = expression.strip().replaceAll("\\s+", " ");
    int count = fields.split(" ").length;
    if (count != FIELDS) {
      throw new IllegalArgumentException(
          "it has %d field%s, and must have five: minute, hour, day of the month, month, day of the week"
              .formatted(count, count == 1 ? "" : "s"));
    }
    Cron cron = new Cron(fields, requireNonNull(zone, "zone is null"), times(fields));
    if (cron.times.nextExecution(ANY_TIME.atZone(ZoneOffset.UTC)).isEmpty()) {
      throw new IllegalArgumentException("there is no such day in any year");
    }
    return cron;
  }

  private static ExecutionTime times(String fields) {
    try {
      return ExecutionTime.forCron(new CronParser(UNIX).parse(fields));
    } catch (IllegalArgumentException e) {
      // The cause names the field, and the exception around it says no more than that it failed.
      Throwable reason = e.getCause() == null ? e : e.getCause();
      throw new IllegalArgumentException(String.valueOf(reason.getMessage()), e);
    }
  }

  @Override
  public Instant next(Instant after) {
    LocalDateTime shown = latestShown(after);
    while (true) {
      LocalDateTime next = local(times.nextExecution(shown.atZone(ZoneOffset.UTC)));
      Instant tick = instant(next);
      if (tick.isAfter(after)) {
        return tick;
      }
      shown = next;
    }
  }

  @Override
  public Instant last(Instant upTo) {
    // The library looks before a moment, and a tick at this very moment counts.
    LocalDateTime end = latestShown(upTo).plusNanos(1);
    return instant(local(times.lastExecution(end.atZone(ZoneOffset.UTC))));
  }

  @Override
  public String text() {
    return expression;
  }

  @Override
  public String identity() {
    return "cron " + expression + " " + zone.getId();
  }

  public ZoneId zone() {
    return zone;
  }

  /** The latest time that clocks have shown until then: times are shown twice when they go back. */
  private LocalDateTime latestShown(Instant moment) {
    ZoneRules rules = zone.getRules();
    LocalDateTime shown = LocalDateTime.ofInstant(moment, zone);
    ZoneOffsetTransition transition = rules.getTransition(shown);
    if (transition == null || !transition.isOverlap() || moment.isBefore(transition.getInstant())) {
      return shown;
    }
    // All that is shown again was shown already.
    return transition.getDateTimeBefore().minusNanos(1);
  }

  private Instant instant(LocalDateTime time) {
    ZoneOffsetTransition transition = zone.getRules().getTransition(time);
    return transition != null && transition.isGap()
        ? transition.getInstant()
        : ZonedDateTime.ofLocal(time, zone, null).toInstant();
  }

  private LocalDateTime local(Optional<ZonedDateTime> found) {
    return found
        .orElseThrow(() -> new IllegalStateException("no tick of " + identity()))
        .toLocalDateTime();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Cron cron && identity().equals(cron.identity());
  }

  @Override
  public int hashCode() {
    return identity().hashCode();
  }

  @Override
  public String toString() {
    return identity();
  }
}
