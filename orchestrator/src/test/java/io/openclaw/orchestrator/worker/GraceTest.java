package io.openclaw.orchestrator.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class GraceTest {
  private static final Duration HOUR = Duration.ofHours(1);

  /** It says nothing about the time of day, and may pass the largest number. */
  private long nanoTime = Long.MAX_VALUE - Duration.ofSeconds(15).toNanos();

  private Instant time = Instant.parse("2026-01-01T00:00:00Z");

  private final Grace grace =
      new Grace(Duration.ofSeconds(10), Duration.ofSeconds(5), () -> nanoTime, () -> time);

  @Test
  void shouldListenBeforeItJudges() {
    for (int second = 1; second < 10; second++) {
      assertThat(look(1)).as("%d s", second).isFalse();
    }
    assertThat(look(1)).isTrue();
    assertThat(look(1)).isTrue();
  }

  @Test
  void shouldListenAgainAfterItWasDeaf() {
    // given
    assertThat(look(12)).isTrue();

    // when
    grace.restart();

    // then
    assertThat(look(9)).isFalse();
    assertThat(look(1)).isTrue();
  }

  @Test
  void shouldListenAgainAfterItStoodStill() {
    // given
    assertThat(look(12)).isTrue();

    // when the process was frozen for a minute
    pass(Duration.ofMinutes(1));

    // then
    assertThat(grace.isOver()).isFalse();
    assertThat(look(9)).isFalse();
    assertThat(look(1)).isTrue();
  }

  @Test
  void shouldListenAgainAfterTheMachineSlept() {
    // given
    assertThat(look(12)).isTrue();

    // when no other time passes
    time = time.plus(HOUR);

    // then
    assertThat(grace.isOver()).isFalse();
    assertThat(look(9)).isFalse();
    assertThat(look(1)).isTrue();
  }

  @Test
  void shouldJudgeAlthoughTheClockIsSetBack() {
    // given
    assertThat(look(12)).isTrue();

    // when
    time = time.minus(HOUR);

    // then
    assertThat(look(1)).isTrue();

    // and when it is while nobody is judged
    grace.restart();
    time = time.minus(HOUR);

    // then
    assertThat(look(9)).isFalse();
    assertThat(look(1)).isTrue();
  }

  /** Once a second. */
  private boolean look(int seconds) {
    boolean over = false;
    for (int second = 1; second <= seconds; second++) {
      pass(Duration.ofSeconds(1));
      over = grace.isOver();
    }
    return over;
  }

  private void pass(Duration passed) {
    nanoTime += passed.toNanos();
    time = time.plus(passed);
  }
}
