package io.openclaw.orchestrator.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BoundsTest {
  private static final Bounds BOUNDS = new Bounds(Duration.ofMillis(1500), Duration.ofSeconds(25));

  @ParameterizedTest
  @ValueSource(longs = {1500, 1501, 25_000})
  void shouldTakeWhatLiesBetween(long millis) {
    assertThat(BOUNDS.check("ANY", Duration.ofMillis(millis)).toMillis()).isEqualTo(millis);
  }

  @ParameterizedTest
  @ValueSource(longs = {-1, 0, 1499, 25_001})
  void shouldNameTheSettingAndItsBounds(long millis) {
    assertThatThrownBy(() -> BOUNDS.check("OPENCLAW_OUTBOX_PATIENCE", Duration.ofMillis(millis)))
        .hasMessageContaining("does not start: OPENCLAW_OUTBOX_PATIENCE is ")
        .hasMessageEndingWith("it has to be from 1500ms to 25s");
  }

  @Test
  void shouldNotSpeakOfAnEndWhereThereIsNone() {
    Bounds open = Bounds.atLeast(Duration.ofSeconds(3));

    assertThatThrownBy(() -> open.check("ANY", Duration.ZERO)).hasMessageEndingWith("3s at least");
  }
}
