package io.openclaw.orchestrator.store;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openclaw.orchestrator.start.OrchestratorConfig;
import io.quarkus.runtime.configuration.DurationConverter;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.runtime.configuration.MemorySizeConverter;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PoolsTest {

  /** No time at all would mean for ever to the client and to the database. */
  @ParameterizedTest
  @ValueSource(strings = {"0s", "999ms", "-5s"})
  void shouldRefuseASilenceThatIsNone(String silence) {
    OrchestratorConfig config =
        new SmallRyeConfigBuilder()
            .withConverter(MemorySize.class, 100, new MemorySizeConverter())
            .withConverter(Duration.class, 100, new DurationConverter())
            .withSources(new EnvConfigSource(Map.of("OPENCLAW_DATABASE_SILENCE", silence), 300))
            .withMapping(OrchestratorConfig.class)
            .build()
            .getConfigMapping(OrchestratorConfig.class);

    assertThatThrownBy(() -> new Pools(config))
        .hasMessageContaining("OPENCLAW_DATABASE_SILENCE")
        .hasMessageContaining("1s at least");
  }
}
