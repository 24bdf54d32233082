package io.openclaw.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class SampleTest {

  @Test
  void shouldGivePercentilesByNearestRank() {
    Sample sample = new Sample("x");
    for (int i = 100; i >= 1; i--) {
      sample.add(i);
    }

    assertThat(sample.percentile(0.5)).isEqualTo(50);
    assertThat(sample.percentile(0.99)).isEqualTo(99);
    assertThat(sample.percentile(1)).isEqualTo(100);
  }

  @Test
  void shouldRefuseToSpeakOfNothing() {
    assertThatThrownBy(() -> new Sample("x").percentile(0.5)).hasMessageContaining("x");
  }
}
