package io.openclaw.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/**
 * Ticks against the plainest way to find them: each minute of a few days is looked at. The moments
 * lie around changes of the clocks more often than not; jqwik prints the seed.
 */
class TimingPropertyTest {
  private static final Duration WINDOW = Duration.ofDays(4);

  /** A timing that does not move on is to fail, not to hang. */
  private static final long MOST = WINDOW.toMinutes() + 1;

  /** Each month has it, so that no expression is impossible. */
  private static final int LAST_SAFE_DAY = 28;

  /** A field as it is written, and as it is meant; whether it is {@code *} matters for days. */
  record Field(String text, List<Integer> values) {
    boolean isStar() {
      return text.equals("*");
    }
  }

  record Expression(Field minute, Field hour, Field day, Field month, Field weekday) {
    String text() {
      return String.join(" ", minute.text(), hour.text(), day.text(), month.text(), weekday.text());
    }

    boolean fits(LocalDateTime time) {
      boolean dayFits = day.values().contains(time.getDayOfMonth());
      boolean weekdayFits = weekday.values().contains(time.getDayOfWeek().getValue() % 7);
      return minute.values().contains(time.getMinute())
          && hour.values().contains(time.getHour())
          && month.values().contains(time.getMonthValue())
          && dayFits(dayFits, weekdayFits);
    }

    /** As in every cron: with both given, either is enough. */
    private boolean dayFits(boolean dayFits, boolean weekdayFits) {
      boolean both = !day.isStar() && !weekday.isStar();
      return both ? (dayFits || weekdayFits) : (dayFits && weekdayFits);
    }
  }

  record Moment(ZoneId zone, Instant at) {}

  @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
  void shouldHaveEveryTickOnceAndNoOther(
      @ForAll("expressions") Expression expression, @ForAll("moments") Moment moment) {
    Cron cron = Cron.parse(expression.text(), moment.zone());
    Instant from = moment.at();
    Instant to = from.plus(WINDOW);

    List<Instant> expected = expected(expression, moment.zone(), from, to);

    assertThat(forward(cron, from, to)).isEqualTo(expected);
    assertThat(backward(cron, from, to)).isEqualTo(expected.reversed());
    List<Instant> before = expected(expression, moment.zone(), from.minus(WINDOW), from);
    assertThat(before.isEmpty() || before.getLast().equals(cron.last(from))).isTrue();
  }

  @Property
  void shouldFindTheLastTickOfAnInterval(
      @ForAll("intervals") Every every, @ForAll("moments") Moment moment) {
    Instant last = every.last(moment.at());

    assertThat(last).isBeforeOrEqualTo(moment.at());
    assertThat(every.next(moment.at())).isEqualTo(last.plus(every.interval()));
    assertThat(every.next(last.minusMillis(1))).isEqualTo(last);
    assertThat(last.toEpochMilli() % every.interval().toMillis()).isZero();
  }

  private static List<Instant> expected(
      Expression expression, ZoneId zone, Instant from, Instant to) {
    TreeSet<Instant> ticks = new TreeSet<>();
    LocalDateTime end = LocalDateTime.ofInstant(to, zone).plusHours(3);
    LocalDateTime time =
        LocalDateTime.ofInstant(from, zone).minusHours(3).withSecond(0).withNano(0);
    for (; time.isBefore(end); time = time.plusMinutes(1)) {
      if (expression.fits(time)) {
        ZoneOffsetTransition change = zone.getRules().getTransition(time);
        ticks.add(
            change != null && change.isGap()
                ? change.getInstant()
                : ZonedDateTime.of(time, zone).withEarlierOffsetAtOverlap().toInstant());
      }
    }
    return List.copyOf(ticks.subSet(from, false, to, true));
  }

  private static List<Instant> forward(Timing timing, Instant from, Instant to) {
    List<Instant> ticks = new ArrayList<>();
    for (Instant tick = timing.next(from);
        !tick.isAfter(to) && ticks.size() < MOST;
        tick = timing.next(tick)) {
      ticks.add(tick);
    }
    return ticks;
  }

  private static List<Instant> backward(Timing timing, Instant from, Instant to) {
    List<Instant> ticks = new ArrayList<>();
    for (Instant tick = timing.last(to);
        tick.isAfter(from) && ticks.size() < MOST;
        tick = timing.last(tick.minusMillis(1))) {
      ticks.add(tick);
    }
    return ticks;
  }

  @Provide
  Arbitrary<Every> intervals() {
    return Arbitraries.longs()
        .between(1_000, Duration.ofDays(365).toMillis())
        .map(millis -> new Every(Duration.ofMillis(millis), millis + "ms"));
  }

  @Provide
  Arbitrary<Moment> moments() {
    Arbitrary<ZoneId> zones =
        Arbitraries.of(
                "UTC",
                "Europe/Berlin",
                "America/New_York",
                "America/St_Johns",
                // goes by half an hour
                "Australia/Lord_Howe",
                "Asia/Shanghai",
                // at midnight
                "America/Havana",
                "Africa/Casablanca")
            .map(ZoneId::of);
    Arbitrary<Instant> any =
        Arbitraries.longs()
            .between(
                Instant.parse("2024-01-01T00:00:00Z").toEpochMilli(),
                Instant.parse("2032-01-01T00:00:00Z").toEpochMilli())
            .map(Instant::ofEpochMilli);
    Arbitrary<Duration> near = Arbitraries.longs().between(-200, 2_000).map(Duration::ofMinutes);
    return Combinators.combine(zones, any, near, Arbitraries.integers().between(0, 3))
        .as(TimingPropertyTest::moment);
  }

  private static Moment moment(ZoneId zone, Instant any, Duration near, int choice) {
    ZoneOffsetTransition change = zone.getRules().nextTransition(any);
    return new Moment(zone, choice == 0 || change == null ? any : change.getInstant().minus(near));
  }

  @Provide
  Arbitrary<Expression> expressions() {
    return Combinators.combine(
            field(0, 59), field(0, 23), field(1, LAST_SAFE_DAY), field(1, 12), field(0, 6))
        .as(Expression::new);
  }

  private static Arbitrary<Field> field(int least, int most) {
    Arbitrary<Integer> number = Arbitraries.integers().between(least, most);
    Arbitrary<Field> star =
        Arbitraries.just(new Field("*", range(least, most == LAST_SAFE_DAY ? 31 : most, 1)));
    Arbitrary<Field> list =
        number.list().uniqueElements().ofMinSize(1).ofMaxSize(4).map(TimingPropertyTest::list);
    Arbitrary<Field> span =
        Combinators.combine(number, number, Arbitraries.integers().between(1, 5))
            .as((a, b, step) -> span(Math.min(a, b), Math.max(a, b), step));
    return Arbitraries.frequencyOf(Tuple.of(3, star), Tuple.of(2, list), Tuple.of(2, span));
  }

  private static Field list(List<Integer> values) {
    return new Field(
        String.join(",", values.stream().map(String::valueOf).toList()), List.copyOf(values));
  }

  private static Field span(int from, int to, int step) {
    String text = from + "-" + to;
    return new Field(step == 1 ? text : text + "/" + step, range(from, to, step));
  }

  private static List<Integer> range(int from, int to, int step) {
    List<Integer> values = new ArrayList<>();
    for (int value = from; value <= to; value += step) {
      values.add(value);
    }
    return values;
  }
}
