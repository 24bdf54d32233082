package io.openclaw.worker.skill.process;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PeaksTest {
  @Test
  void shouldRememberTheHighestForAsManyPeriodsAsAsked() {
    // given
    Peaks peaks = new Peaks(2);
    peaks.note(3);
    peaks.note(1);

    // when
    peaks.nextPeriod();
    peaks.note(2);
    peaks.nextPeriod();

    // then
    assertThat(peaks.highest()).isEqualTo(3);
    peaks.nextPeriod();
    assertThat(peaks.highest()).isEqualTo(2);
    peaks.nextPeriod();
    assertThat(peaks.highest()).isZero();
  }
}
