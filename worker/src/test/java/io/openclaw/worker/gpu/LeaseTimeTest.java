package io.openclaw.worker.gpu;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.runtime.configuration.ConfigurationException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class LeaseTimeTest {
  private static final Duration LEASE = Duration.ofSeconds(15);

  @Test
  void shouldRefuseATimeThatTakesAThirdOfTheLease() {
    assertThatThrownBy(
            () -> LeaseTime.check("openclaw.worker.kill-grace", Duration.ofSeconds(5), LEASE))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContainingAll(
            "openclaw.worker.kill-grace is PT5S",
            "less than a third",
            "openclaw.worker.limits.gpu-lease",
            "PT15S");
  }

  @Test
  void shouldTakeAShorterOne() {
    assertThatCode(
            () -> LeaseTime.check("openclaw.worker.kill-grace", Duration.ofMillis(4_999), LEASE))
        .doesNotThrowAnyException();
  }
}
