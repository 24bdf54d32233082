package io.openclaw.local.ask;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.openclaw.event.EventJson;
import io.openclaw.local.terminal.Table;
import io.openclaw.schedule.ScheduleView;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Schedules, as a table for a person. */
public final class ScheduleTable {
  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

  private ScheduleTable() {}

  /**
   * Its lines, with the heading.
   *
   * @param schedules as the gateway gives them
   * @param zone by whose clocks moments are shown
   */
  public static List<String> lines(JsonNode schedules, ZoneId zone) throws JsonProcessingException {
    Table table = new Table(Set.of());
    table.row("NAME", "WHEN", "NEXT", "LAST", "TASK", "STATE");
    for (JsonNode json : schedules) {
      ScheduleView each = EventJson.mapper().treeToValue(json, ScheduleView.class);
      table.row(
          each.name(),
          when(each),
          moment(each.nextTick(), zone),
          moment(each.lastTick(), zone),
          Objects.toString(each.lastTask(), "-"),
          state(each));
    }
    return table.lines();
  }

  private static String when(ScheduleView schedule) {
    return schedule.every() == null
        ? schedule.cron() + " " + schedule.timezone()
        : "every " + schedule.every();
  }

  private static String moment(@Nullable Instant moment, ZoneId zone) {
    return moment == null ? "-" : MOMENT.format(moment.atZone(zone));
  }

  /** Of the schedule where it is off, else of its newest task. */
  private static String state(ScheduleView schedule) {
    if (!schedule.enabled()) {
      return "off";
    }
    if (schedule.lastTask() == null) {
      return "waiting";
    }
    return schedule.lastStatus() == null
        ? "unknown"
        : schedule.lastStatus().name().toLowerCase(Locale.ROOT);
  }
}
