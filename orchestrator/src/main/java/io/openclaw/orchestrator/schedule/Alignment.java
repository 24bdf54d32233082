package io.openclaw.orchestrator.schedule;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import io.openclaw.orchestrator.store.ScheduleRow;
import io.openclaw.orchestrator.store.Schedules.Beginning;
import io.openclaw.schedule.Schedule;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is stored, brought in line with a workspace.
 *
 * @param beginnings schedules that are new, or have another timing, or were switched on or off:
 *     those begin with their next tick from now on
 * @param gone ids of those that the workspace does not have
 * @param due those with a tick that is due
 */
record Alignment(List<Beginning> beginnings, Set<String> gone, List<Schedule> due) {

  static Alignment of(
      String folder, List<Schedule> schedules, List<ScheduleRow> rows, Instant now) {
    Map<String, ScheduleRow> stored = rows.stream().collect(toMap(row -> row.id, row -> row));
    List<Beginning> beginnings = new ArrayList<>();
    List<Schedule> due = new ArrayList<>();
    for (Schedule schedule : schedules) {
      ScheduleRow row = stored.remove(id(folder, schedule));
      if (!goesOn(schedule, row)) {
        Instant next = schedule.enabled() ? schedule.timing().next(now) : null;
        beginnings.add(
            new Beginning(id(folder, schedule), folder, schedule.timing().identity(), next));
      } else if (isDue(row, now)) {
        due.add(schedule);
      }
    }
    return new Alignment(beginnings, stored.keySet().stream().collect(toSet()), due);
  }

  /** Neither a tenant nor a name has a slash. */
  static String id(String folder, Schedule schedule) {
    return folder + "/" + schedule.tenant() + "/" + schedule.name();
  }

  private static boolean goesOn(Schedule schedule, @Nullable ScheduleRow row) {
    return row != null
        && row.timing.equals(schedule.timing().identity())
        && (row.nextTick != null) == schedule.enabled();
  }

  private static boolean isDue(@Nullable ScheduleRow row, Instant now) {
    return row != null && row.nextTick != null && !row.nextTick.isAfter(now);
  }
}
