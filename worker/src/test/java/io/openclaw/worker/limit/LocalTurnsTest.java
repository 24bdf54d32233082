package io.openclaw.worker.limit;

import static org.assertj.core.api.Assertions.assertThat;

import io.openclaw.workspace.Rate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class LocalTurnsTest {
  private static final Duration NO_WAIT = Duration.ZERO;
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private long nanos = 7_000_000_000L;
  private final LocalTurns turns = new LocalTurns(() -> nanos);

  @Test
  void shouldLetTheWholeCountThroughAtOnceAndTheNextOneAPeriodLater() {
    Rate rate = new Rate(3, MINUTE);

    for (int i = 0; i < 3; i++) {
      assertThat(turns.next("search", rate, NO_WAIT)).isInstanceOf(Turn.Reserved.class);
    }
    assertThat(turns.next("search", rate, NO_WAIT)).isEqualTo(new Turn.TooFar(MINUTE));
    assertThat(turns.next("other", rate, NO_WAIT)).isInstanceOf(Turn.Reserved.class);
    assertThat(((Turn.Reserved) turns.next("search", rate, MINUTE)).away()).isEqualTo(MINUTE);
  }

  @Test
  void shouldGiveATurnThatWasGivenBackToTheNextOne() {
    Rate rate = new Rate(1, MINUTE);
    Turn now = turns.next("search", rate, NO_WAIT);
    Turn.Reserved waiting = (Turn.Reserved) turns.next("search", rate, MINUTE);
    assertThat(turns.next("search", rate, MINUTE)).isInstanceOf(Turn.TooFar.class);

    turns.giveBack("search", waiting);

    assertThat(now).isInstanceOf(Turn.Reserved.class);
    assertThat(turns.next("search", rate, MINUTE)).isInstanceOf(Turn.Reserved.class);
  }

  @RepeatedTest(20)
  void shouldNeverLetMoreThroughThanTheRateInAnyPeriod() {
    // given
    long seed = new Random().nextLong();
    String hint = "seed " + seed;
    Random random = new Random(seed);
    Rate rate = new Rate(1 + random.nextInt(6), Duration.ofMillis(1 + random.nextInt(500)));
    Map<Turn.Reserved, Long> granted = new HashMap<>();
    List<Turn.Reserved> ahead = new ArrayList<>();

    // when
    for (int i = 0; i < 1_000; i++) {
      nanos += random.nextInt(4) * rate.period().toNanos() / 5 + random.nextInt(1_000_000);
      long now = nanos / 1_000;
      ahead.removeIf(turn -> granted.getOrDefault(turn, 0L) <= now);
      if (!ahead.isEmpty() && random.nextInt(4) == 0) {
        Turn.Reserved unwanted = ahead.remove(random.nextInt(ahead.size()));
        turns.giveBack("search", unwanted);
        granted.remove(unwanted);
      }
      Duration patience = rate.period().multipliedBy(random.nextInt(3));
      Turn turn = turns.next("search", rate, patience);
      if (turn instanceof Turn.Reserved reserved) {
        assertThat(reserved.away()).as(hint).isLessThanOrEqualTo(patience);
        granted.put(reserved, now + reserved.away().toNanos() / 1_000);
        ahead.add(reserved);
      } else {
        // Nobody is sent away without need.
        assertThat(granted.values().stream().filter(at -> at > now - micros(rate)))
            .as(hint)
            .hasSizeGreaterThanOrEqualTo(rate.count());
      }
    }

    // then
    GrantedTurns.assertWithin(rate.count(), micros(rate), List.copyOf(granted.values()), hint);
  }

  @Test
  void shouldCutALargeRateWithoutLettingMoreThrough() {
    Window window = Window.of(new Rate(100_003, Duration.ofDays(1)));

    assertThat(window.count()).isLessThanOrEqualTo(1_000);
    long periods = Math.ceilDiv(Duration.ofDays(1).toNanos() / 1_000, window.periodMicros());
    assertThat(periods * window.count()).isBetween(99_000L, 100_003L);
  }

  private static long micros(Rate rate) {
    return rate.period().toNanos() / 1_000;
  }
}
