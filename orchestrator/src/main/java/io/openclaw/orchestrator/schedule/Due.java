package io.openclaw.orchestrator.schedule;

import io.openclaw.schedule.Schedule;
import io.openclaw.schedule.Schedule.Missed;
import io.openclaw.schedule.Schedule.Overlap;
import io.openclaw.schedule.Timing;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What is due of a schedule at one moment. A pure function of the schedule, of the tick that is
 * stored as the next one, and of the moment.
 *
 * @param starts ticks that start a task now, oldest first
 * @param next the tick that is to be stored as the next one
 */
record Due(List<Instant> starts, Instant next) {
  /** How many ticks are made up for; the newest are. */
  static final int MOST = 100;

  Due {
    starts = List.copyOf(starts);
  }

  /**
   * Decides.
   *
   * @param stored the oldest tick that nobody has decided about
   * @param busy whether the task of the tick before it is under way
   * @param missedAfter a tick that is late by more than that is missed
   */
  static Due of(
      Schedule schedule, Instant stored, boolean busy, Instant now, Duration missedAfter) {
    if (stored.isAfter(now)) {
      return new Due(List.of(), stored);
    }
    List<Instant> starts =
        starts(schedule.timing(), stored, now, now.minus(missedAfter), schedule.missed());
    Instant next = schedule.timing().next(now);
    return new Due(schedule.overlap() == Overlap.SKIP ? newest(starts, busy) : starts, next);
  }

  /** From now back: what is far away need not be counted, however long nothing ran. */
  private static List<Instant> starts(
      Timing timing, Instant from, Instant now, Instant inTime, Missed missed) {
    List<Instant> starts = new ArrayList<>();
    Instant tick = timing.last(now);
    while (!tick.isBefore(from) && starts.size() < MOST) {
      boolean starting = !tick.isBefore(inTime) || makesUp(missed, starts.isEmpty());
      if (!starting) {
        break;
      }
      starts.add(tick);
      tick = timing.last(tick.minusMillis(1));
    }
    return starts.reversed();
  }

  /** One start for all that were missed may also be that of a later tick, which is in time. */
  private static boolean makesUp(Missed missed, boolean first) {
    return switch (missed) {
      case SKIP -> false;
      case ONCE -> first;
      case ALL -> true;
    };
  }

  /** Of several at once, each would be in the way of the next. */
  private static List<Instant> newest(List<Instant> starts, boolean busy) {
    return busy || starts.isEmpty() ? List.of() : List.of(starts.getLast());
  }
}
