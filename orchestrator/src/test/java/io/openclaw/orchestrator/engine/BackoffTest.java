package io.openclaw.orchestrator.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openclaw.event.RetryRule;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BackoffTest {

  @Test
  void shouldDoubleUpToAMinute() {
    assertThat(Backoff.delay(RetryRule.NONE, 0, 1)).isEqualTo(Duration.ofSeconds(1));
    assertThat(Backoff.delay(RetryRule.NONE, 1, 1)).isEqualTo(Duration.ofSeconds(2));
    assertThat(Backoff.delay(RetryRule.NONE, 5, 1)).isEqualTo(Duration.ofSeconds(32));
    assertThat(Backoff.delay(RetryRule.NONE, 6, 1)).isEqualTo(Duration.ofMinutes(1));
    assertThat(Backoff.delay(RetryRule.NONE, 1000, 1)).isEqualTo(Duration.ofMinutes(1));
  }

  @Test
  void shouldTakeAnyShareOfIt() {
    assertThat(Backoff.delay(RetryRule.NONE, 3, 0)).isEqualTo(Duration.ZERO);
    assertThat(Backoff.delay(RetryRule.NONE, 3, 0.5)).isEqualTo(Duration.ofSeconds(4));
    assertThatThrownBy(() -> Backoff.delay(RetryRule.NONE, 3, 1.1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void shouldKeepToTheRulesOwnDelays() {
    RetryRule rule = new RetryRule(3, Duration.ofMillis(100), Duration.ofMillis(300), Set.of());
    assertThat(Backoff.delay(rule, 0, 1)).isEqualTo(Duration.ofMillis(100));
    assertThat(Backoff.delay(rule, 1, 1)).isEqualTo(Duration.ofMillis(200));
    assertThat(Backoff.delay(rule, 2, 1)).isEqualTo(Duration.ofMillis(300));
  }
}
