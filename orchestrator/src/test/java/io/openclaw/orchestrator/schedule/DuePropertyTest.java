package io.openclaw.orchestrator.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.openclaw.schedule.Cron;
import io.openclaw.schedule.Every;
import io.openclaw.schedule.Schedule;
import io.openclaw.schedule.Schedule.Missed;
import io.openclaw.schedule.Schedule.Overlap;
import io.openclaw.schedule.Timing;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * A schedule through a random life: looked at about once a second, with random downtimes in
 * between. jqwik prints the seed.
 */
class DuePropertyTest {
  private static final Instant BEGINNING = Instant.parse("2026-10-24T23:30:00Z");

  /**
   * One life.
   *
   * @param pauses between two looks
   */
  record Life(Schedule schedule, Duration missedAfter, List<Duration> pauses) {}

  @Property(tries = 1_000, edgeCases = EdgeCasesMode.NONE)
  void shouldStartEachTickAsDeclared(@ForAll("lives") Life life) {
    Timing timing = life.schedule().timing();
    List<Instant> started = new ArrayList<>();
    Instant now = BEGINNING;
    Instant stored = timing.next(now);
    for (Duration pause : life.pauses()) {
      now = now.plus(pause);
      Due due = Due.of(life.schedule(), stored, false, now, life.missedAfter());

      assertThat(due.starts()).isEqualTo(expected(life, stored, now));
      assertThat(due.next()).isAfter(now).isEqualTo(timing.next(now));
      started.addAll(due.starts());
      stored = due.next();
    }

    assertThat(started).doesNotHaveDuplicates().isSorted();
    assertThat(started).allMatch(tick -> timing.last(tick).equals(tick));
  }

  @Property(tries = 1_000, edgeCases = EdgeCasesMode.NONE)
  void shouldStartNothingWhileBusy(@ForAll("lives") Life life) {
    Schedule schedule = life.schedule();
    Instant now = BEGINNING.plus(life.pauses().getFirst());
    Instant stored = schedule.timing().next(BEGINNING);

    Due due = Due.of(schedule, stored, true, now, life.missedAfter());

    assertThat(due.starts().isEmpty() || schedule.overlap() == Overlap.ALLOW).isTrue();
    assertThat(due.next()).isAfter(now);
  }

  /** The rules word by word, over all ticks that are due. */
  private static List<Instant> expected(Life life, Instant stored, Instant now) {
    Schedule schedule = life.schedule();
    List<Instant> due = new ArrayList<>();
    for (Instant tick = stored; !tick.isAfter(now); tick = schedule.timing().next(tick)) {
      due.add(tick);
    }
    List<Instant> inTime =
        due.stream().filter(tick -> !tick.plus(life.missedAfter()).isBefore(now)).toList();
    List<Instant> starts =
        switch (schedule.missed()) {
          case SKIP -> inTime;
          case ONCE -> inTime.isEmpty() ? newest(due, 1) : inTime;
          case ALL -> due;
        };
    return newest(starts, schedule.overlap() == Overlap.SKIP ? 1 : Due.MOST);
  }

  private static List<Instant> newest(List<Instant> ticks, int most) {
    return ticks.subList(Math.max(0, ticks.size() - most), ticks.size());
  }

  @Provide
  Arbitrary<Life> lives() {
    Arbitrary<Duration> pause = Arbitraries.longs().between(900, 1_300).map(Duration::ofMillis);
    Arbitrary<Duration> downtime = Arbitraries.longs().between(1, 7_200).map(Duration::ofSeconds);
    Arbitrary<List<Duration>> pauses =
        Arbitraries.oneOf(pause, pause, pause, downtime).list().ofMinSize(1).ofMaxSize(60);
    Arbitrary<Duration> missedAfter = Arbitraries.longs().between(2, 90).map(Duration::ofSeconds);
    return Combinators.combine(schedules(), missedAfter, pauses).as(Life::new);
  }

  private static Arbitrary<Schedule> schedules() {
    Arbitrary<Timing> every =
        Arbitraries.longs()
            .between(1_000, 1_000_000)
            .map(millis -> new Every(Duration.ofMillis(millis), millis + "ms"));
    Arbitrary<Timing> cron =
        Arbitraries.of("* * * * *", "*/7 * * * *", "30 2 * * *", "5,10 0-3 * * *", "0 0 1 * *")
            .map(expression -> Cron.parse(expression, ZoneId.of("Europe/Berlin")));
    return Combinators.combine(
            Arbitraries.oneOf(every, cron),
            Arbitraries.of(Missed.class),
            Arbitraries.of(Overlap.class))
        .as(DuePropertyTest::schedule);
  }

  private static Schedule schedule(Timing timing, Missed missed, Overlap overlap) {
    return new Schedule("name", timing, "text", null, Map.of(), "default", missed, overlap, true);
  }
}
