package io.openclaw.orchestrator.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class StartTest {
  private static final Instant TICK = Instant.parse("2026-11-23T03:00:00Z");

  /** Pinned: another release must come to the same ids, or a tick is started by both. */
  @Test
  void shouldKeepItsIds() {
    assertThat(Start.taskId("default", "nightly", TICK))
        .hasToString("b380de1e-1662-86bc-9794-38aa7d1cd0ce")
        .matches(id -> id.version() == 8 && id.variant() == 2);
  }

  @Test
  void shouldDifferByTenantNameAndTick() {
    assertThat(Start.taskId("default", "nightly", TICK))
        .isNotEqualTo(Start.taskId("other", "nightly", TICK))
        .isNotEqualTo(Start.taskId("default", "weekly", TICK))
        .isNotEqualTo(Start.taskId("default", "nightly", TICK.plusMillis(1)));
  }
}
