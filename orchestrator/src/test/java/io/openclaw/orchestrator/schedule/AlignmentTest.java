package io.openclaw.orchestrator.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.openclaw.orchestrator.store.ScheduleRow;
import io.openclaw.orchestrator.store.Schedules.Beginning;
import io.openclaw.schedule.Every;
import io.openclaw.schedule.Schedule;
import io.openclaw.schedule.Schedule.Missed;
import io.openclaw.schedule.Schedule.Overlap;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AlignmentTest {
  private static final Instant NOW = Instant.parse("2026-11-23T10:20:00Z");
  private static final Instant ELEVEN = Instant.parse("2026-11-23T11:00:00Z");
  private static final Every HOURLY = new Every(Duration.ofHours(1), "1h");
  private static final Every DAILY = new Every(Duration.ofDays(1), "1d");

  @Test
  void shouldBeginWithTheNextTickFromNow() {
    assertThat(align(schedule(HOURLY, true)).beginnings())
        .containsExactly(new Beginning("/ws/default/a", "/ws", "every PT1H", ELEVEN));
  }

  @Test
  void shouldLeaveWhatGoesOn() {
    Alignment alignment = align(schedule(HOURLY, true), row(HOURLY, ELEVEN));

    assertThat(alignment).isEqualTo(new Alignment(List.of(), Set.of(), List.of()));
  }

  @Test
  void shouldFindWhatIsDue() {
    Schedule schedule = schedule(HOURLY, true);

    assertThat(align(schedule, row(HOURLY, NOW)).due()).containsExactly(schedule);
  }

  /** A tick of the timing before is not due by the new one. */
  @Test
  void shouldBeginAnewWithAnotherTiming() {
    Alignment alignment = align(schedule(HOURLY, true), row(DAILY, NOW));

    assertThat(alignment.due()).isEmpty();
    assertThat(alignment.beginnings())
        .containsExactly(new Beginning("/ws/default/a", "/ws", "every PT1H", ELEVEN));
  }

  @Test
  void shouldStopWhatIsSwitchedOff() {
    Alignment alignment = align(schedule(HOURLY, false), row(HOURLY, NOW));

    assertThat(alignment.due()).isEmpty();
    assertThat(alignment.beginnings())
        .containsExactly(new Beginning("/ws/default/a", "/ws", "every PT1H", null));
  }

  @Test
  void shouldBeginAnewWhatIsSwitchedOn() {
    assertThat(align(schedule(HOURLY, true), row(HOURLY, null)).beginnings())
        .containsExactly(new Beginning("/ws/default/a", "/ws", "every PT1H", ELEVEN));
  }

  @Test
  void shouldForgetWhatIsTakenOut() {
    assertThat(Alignment.of("/ws", List.of(), List.of(row(HOURLY, NOW)), NOW).gone())
        .containsExactly("/ws/default/a");
  }

  private static Alignment align(Schedule schedule, ScheduleRow... rows) {
    return Alignment.of("/ws", List.of(schedule), List.of(rows), NOW);
  }

  private static ScheduleRow row(Every every, @Nullable Instant next) {
    ScheduleRow row = new ScheduleRow();
    row.id = "/ws/default/a";
    row.timing = every.identity();
    row.nextTick = next;
    return row;
  }

  private static Schedule schedule(Every every, boolean enabled) {
    return new Schedule(
        "a", every, "text", null, Map.of(), "default", Missed.SKIP, Overlap.ALLOW, enabled);
  }
}
