package io.openclaw.orchestrator.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class GraceTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private final Grace grace = new Grace(Duration.ofSeconds(10), Duration.ofSeconds(5), START);

  @Test
  void shouldListenBeforeItJudges() {
    for (int second = 1; second < 10; second++) {
      assertThat(grace.isOver(START.plusSeconds(second))).as("%d s", second).isFalse();
    }
    assertThat(grace.isOver(START.plusSeconds(10))).isTrue();
    assertThat(grace.isOver(START.plusSeconds(11))).isTrue();
  }

  @Test
  void shouldListenAgainAfterItWasDeaf() {
    // given
    look(START, 12);

    // when
    grace.restart(START.plusSeconds(12));

    // then
    assertThat(look(START.plusSeconds(12), 9)).isFalse();
    assertThat(grace.isOver(START.plusSeconds(22))).isTrue();
  }

  @Test
  void shouldListenAgainAfterItStoodStill() {
    // given
    assertThat(look(START, 12)).isTrue();

    // when, then: the process was frozen for a minute
    assertThat(grace.isOver(START.plusSeconds(72))).isFalse();
    assertThat(look(START.plusSeconds(72), 10)).isTrue();
  }

  private boolean look(Instant from, int seconds) {
    boolean over = false;
    for (int second = 1; second <= seconds; second++) {
      over = grace.isOver(from.plusSeconds(second));
    }
    return over;
  }
}
