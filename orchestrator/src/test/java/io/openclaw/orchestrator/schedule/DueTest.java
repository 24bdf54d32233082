package io.openclaw.orchestrator.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.openclaw.schedule.Cron;
import io.openclaw.schedule.Schedule;
import io.openclaw.schedule.Schedule.Missed;
import io.openclaw.schedule.Schedule.Overlap;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DueTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Instant MONDAY = Instant.parse("2026-11-23T03:00:00Z");
  private static final Instant WEDNESDAY = Instant.parse("2026-11-25T03:00:00Z");

  @ParameterizedTest
  @EnumSource
  void shouldStartATickThatIsInTime(Missed missed) {
    Due due = due(nightly(missed, Overlap.ALLOW), MONDAY, false, MONDAY.plusMillis(700));

    assertThat(due).isEqualTo(new Due(List.of(MONDAY), MONDAY.plus(Duration.ofDays(1))));
  }

  @ParameterizedTest
  @EnumSource
  void shouldStartATickThatIsAMinuteLate(Missed missed) {
    assertThat(due(nightly(missed, Overlap.ALLOW), MONDAY, false, MONDAY.plus(MINUTE)).starts())
        .containsExactly(MONDAY);
  }

  @Test
  void shouldDoNothingBeforeTheTick() {
    assertThat(due(nightly(Missed.ALL, Overlap.ALLOW), MONDAY, false, MONDAY.minusMillis(1)))
        .isEqualTo(new Due(List.of(), MONDAY));
  }

  @Test
  void shouldSkipWhatIsMissed() {
    Instant now = WEDNESDAY.plus(Duration.ofHours(5));

    assertThat(due(nightly(Missed.SKIP, Overlap.ALLOW), MONDAY, false, now))
        .isEqualTo(new Due(List.of(), WEDNESDAY.plus(Duration.ofDays(1))));
  }

  @Test
  void shouldStartOnceForAllThatAreMissed() {
    Instant now = WEDNESDAY.plus(Duration.ofHours(5));

    assertThat(due(nightly(Missed.ONCE, Overlap.ALLOW), MONDAY, false, now).starts())
        .containsExactly(WEDNESDAY);
  }

  @Test
  void shouldTakeATickInTimeForAllThatAreMissed() {
    assertThat(due(nightly(Missed.ONCE, Overlap.ALLOW), MONDAY, false, WEDNESDAY).starts())
        .containsExactly(WEDNESDAY);
  }

  @Test
  void shouldStartEachThatIsMissed() {
    Instant now = WEDNESDAY.plus(Duration.ofHours(5));

    assertThat(due(nightly(Missed.ALL, Overlap.ALLOW), MONDAY, false, now).starts())
        .containsExactly(MONDAY, MONDAY.plus(Duration.ofDays(1)), WEDNESDAY);
  }

  @Test
  void shouldMakeUpForTheNewestAloneAfterYears() {
    Instant yearsAgo = MONDAY.minus(Duration.ofDays(3_000));

    List<Instant> starts =
        due(nightly(Missed.ALL, Overlap.ALLOW), yearsAgo, false, MONDAY.plusSeconds(1)).starts();

    assertThat(starts).hasSize(Due.MOST).isSorted().endsWith(MONDAY);
  }

  @Test
  void shouldNotStartWhileTheTaskBeforeIsUnderWay() {
    assertThat(due(nightly(Missed.ALL, Overlap.SKIP), MONDAY, true, MONDAY))
        .isEqualTo(new Due(List.of(), MONDAY.plus(Duration.ofDays(1))));
  }

  @Test
  void shouldStartTheNewestAloneWhereNothingMayOverlap() {
    assertThat(due(nightly(Missed.ALL, Overlap.SKIP), MONDAY, false, WEDNESDAY).starts())
        .containsExactly(WEDNESDAY);
  }

  private static Due due(Schedule schedule, Instant stored, boolean busy, Instant now) {
    return Due.of(schedule, stored, busy, now, MINUTE);
  }

  private static Schedule nightly(Missed missed, Overlap overlap) {
    return new Schedule(
        "nightly",
        Cron.parse("0 3 * * *", ZoneOffset.UTC),
        "text",
        null,
        Map.of(),
        "default",
        missed,
        overlap,
        true);
  }
}
