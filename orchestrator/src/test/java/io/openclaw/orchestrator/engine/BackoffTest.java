package io.openclaw.orchestrator.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BackoffTest {

  @Test
  void shouldDoubleUpToAMinute() {
    assertThat(Backoff.delay(0, 1)).isEqualTo(Duration.ofSeconds(1));
    assertThat(Backoff.delay(1, 1)).isEqualTo(Duration.ofSeconds(2));
    assertThat(Backoff.delay(5, 1)).isEqualTo(Duration.ofSeconds(32));
    assertThat(Backoff.delay(6, 1)).isEqualTo(Duration.ofMinutes(1));
    assertThat(Backoff.delay(1000, 1)).isEqualTo(Duration.ofMinutes(1));
  }

  @Test
  void shouldTakeAnyShareOfIt() {
    assertThat(Backoff.delay(3, 0)).isEqualTo(Duration.ZERO);
    assertThat(Backoff.delay(3, 0.5)).isEqualTo(Duration.ofSeconds(4));
    assertThatThrownBy(() -> Backoff.delay(3, 1.1)).isInstanceOf(IllegalArgumentException.class);
  }
}
