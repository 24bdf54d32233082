package io.openclaw.worker.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openclaw.workspace.LoadBalancing;
import io.openclaw.workspace.LoadBalancing.Rule;
import io.openclaw.workspace.LoadBalancing.Strategy;
import io.quarkus.runtime.configuration.ConfigurationException;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StepLimitsTest {
  private static final LoadBalancing BALANCING =
      new LoadBalancing(
          new Rule(Strategy.LEAST_BUSY, 4),
          Map.of(
              "agent-a", new Rule(Strategy.LEAST_BUSY, 1),
              "agent-b", new Rule(Strategy.LEAST_BUSY, 9)));

  @Test
  void shouldLetNothingBeginBeforeTheWorkspaceWasRead() {
    assertThat(limits(OptionalInt.empty()).of("agent-a")).isZero();
  }

  @Test
  void shouldHaveTheWorkspacesLimitsAndTheCommonOneForTheRest() {
    // given
    StepLimits limits = limits(OptionalInt.empty());

    // when
    assertThat(limits.apply(BALANCING)).isTrue();
    assertThat(limits.apply(BALANCING)).isFalse();

    // then
    assertThat(limits.of("agent-a")).isEqualTo(1);
    assertThat(limits.of("agent-b")).isEqualTo(9);
    assertThat(limits.of("agent-c")).isEqualTo(4);
    assertThat(limits.of("shared")).isEqualTo(4);
    assertThat(limits.process()).isEqualTo(Integer.MAX_VALUE);
    assertThat(limits.apply(LoadBalancing.DEFAULT)).isTrue();
    assertThat(limits.of("agent-a")).isEqualTo(16);
  }

  @Test
  void shouldSayWhereTheProcessHoldsAnAgentDown() {
    assertThat(shortfall(8)).contains("9 steps", "8 at once", "max-concurrent-steps");
    assertThat(shortfall(9)).isNull();
  }

  @Test
  void shouldSayNothingOfAgentsThatItDoesNotServe() {
    assertThat(shortfall(4, "agent-a")).isNull();
    assertThat(shortfall(3, "agent-a")).contains("4 steps", "3 at once");
    assertThat(shortfall(4, "agent-a", "agent-b")).contains("9 steps", "4 at once");
  }

  @Test
  void shouldRefuseToRunNothing() {
    assertThatThrownBy(() -> limits(OptionalInt.of(0)))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("openclaw.worker.max-concurrent-steps is 0");
  }

  private static @Nullable String shortfall(int process, String... agents) {
    StepLimits limits =
        agents.length == 0
            ? limits(OptionalInt.of(process))
            : new StepLimits(OptionalInt.of(process), List.of(agents));
    limits.apply(BALANCING);
    return limits.shortfall();
  }

  private static StepLimits limits(OptionalInt process) {
    return new StepLimits(process, List.of("*"));
  }
}
