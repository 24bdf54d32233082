package io.openclaw.orchestrator.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openclaw.artifact.ArtifactsConfig;
import io.quarkus.runtime.configuration.DurationConverter;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.runtime.configuration.MemorySizeConverter;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pins the names and the defaults. */
class OrchestratorConfigTest {

  @Test
  void shouldHaveTheseDefaults() {
    // when
    OrchestratorConfig config = read(Map.of());

    // then
    assertThat(config.workspace()).isEqualTo("workspace");
    assertThat(config.workspaceWatch()).isTrue();
    assertThat(config.cache()).isEqualTo(Path.of(".openclaw/cache"));
    assertThat(config.data()).isEqualTo(Path.of(".openclaw/data"));
    assertThat(config.artifacts().store()).isEqualTo(ArtifactsConfig.Kind.FILE);
    assertThat(config.internalToken()).isEmpty();
    assertThat(config.topics().partitions()).isEqualTo(3);
    assertThat(config.topics().replication()).isEmpty();
    assertThat(config.topics().maxMessageSize().asLongValue()).isEqualTo(16 * 1024 * 1024);
    assertThat(config.topics().patience()).isEqualTo(Duration.ofSeconds(10));
    assertThat(config.outbox().limit()).isEqualTo(100_000);
    assertThat(config.outbox().patience()).isEqualTo(Duration.ofSeconds(25));
    assertThat(config.database().patience()).isEqualTo(Duration.ofSeconds(15));
    assertThat(config.database().silence()).isEqualTo(Duration.ofSeconds(25));
    assertThat(config.workers().silence()).isEqualTo(Duration.ofSeconds(10));
    assertThat(config.schedules().missedAfter()).isEqualTo(Duration.ofMinutes(1));
    assertThat(config.tasks().retention().kept()).isEqualTo(Duration.ofDays(30));
    assertThat(config.deadLetters().retention().kept()).isEqualTo(Duration.ofDays(30));
    assertThat(config.deadLetters().maxValue().asLongValue()).isEqualTo(1024 * 1024);
    assertThat(config.retentionInterval()).isEqualTo(Duration.ofMinutes(1));
  }

  @Test
  void shouldReadTheseVariables() {
    // when
    OrchestratorConfig config =
        read(
            Map.of(
                "OPENCLAW_WORKSPACE", "/ws",
                "OPENCLAW_WORKSPACE_WATCH", "false",
                "OPENCLAW_CACHE", "/cache",
                "OPENCLAW_INTERNAL_TOKEN", "secret",
                "OPENCLAW_TOPICS_PARTITIONS", "6",
                "OPENCLAW_TOPICS_REPLICATION", "2",
                "OPENCLAW_TOPICS_MAX_MESSAGE_SIZE", "1M",
                "OPENCLAW_TOPICS_PATIENCE", "3s",
                "OPENCLAW_WORKERS_SILENCE", "8s",
                // Other services' variables are no mistake here.
                "OPENCLAW_GATEWAY_TOKEN", "other"));

    // then
    assertThat(config.workspace()).isEqualTo("/ws");
    assertThat(config.workspaceWatch()).isFalse();
    assertThat(config.cache()).isEqualTo(Path.of("/cache"));
    assertThat(config.internalToken()).contains("secret");
    assertThat(config.topics().partitions()).isEqualTo(6);
    assertThat(config.topics().replication()).hasValue((short) 2);
    assertThat(config.topics().maxMessageSize().asLongValue()).isEqualTo(1024 * 1024);
    assertThat(config.topics().patience()).isEqualTo(Duration.ofSeconds(3));
    assertThat(config.workers().silence()).isEqualTo(Duration.ofSeconds(8));
  }

  @Test
  void shouldReadWhenATickIsMissed() {
    assertThat(read(Map.of("OPENCLAW_SCHEDULES_MISSED_AFTER", "5m")).schedules().missedAfter())
        .isEqualTo(Duration.ofMinutes(5));
  }

  @Test
  void shouldReadHowLongThingsAreKept() {
    // when
    OrchestratorConfig config =
        read(
            Map.of(
                "OPENCLAW_TASKS_RETENTION", "off",
                "OPENCLAW_DEAD_LETTERS_RETENTION", "12h",
                "OPENCLAW_DEAD_LETTERS_MAX_VALUE", "64K",
                "OPENCLAW_RETENTION_INTERVAL", "5s"));

    // then
    assertThat(config.tasks().retention().kept()).isNull();
    assertThat(config.deadLetters().retention().kept()).isEqualTo(Duration.ofHours(12));
    assertThat(config.deadLetters().maxValue().asLongValue()).isEqualTo(64 * 1024);
    assertThat(config.retentionInterval()).isEqualTo(Duration.ofSeconds(5));
  }

  @Test
  void shouldReadWhereArtifactsAre() {
    // when
    OrchestratorConfig config =
        read(
            Map.of(
                "OPENCLAW_DATA", "/data",
                "OPENCLAW_ARTIFACTS_STORE", "s3",
                "OPENCLAW_ARTIFACTS_S3_BUCKET", "artifacts"));

    // then
    assertThat(config.data()).isEqualTo(Path.of("/data"));
    assertThat(config.artifacts().store()).isEqualTo(ArtifactsConfig.Kind.S3);
    assertThat(config.artifacts().s3().bucket()).contains("artifacts");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0s", "-1d", "soon"})
  void shouldRefuseToKeepThingsForNoTime(String retention) {
    assertThatThrownBy(() -> read(Map.of("OPENCLAW_TASKS_RETENTION", retention)))
        .hasMessageContaining("openclaw.tasks.retention");
  }

  private static OrchestratorConfig read(Map<String, String> environment) {
    SmallRyeConfig config =
        new SmallRyeConfigBuilder()
            .withConverter(MemorySize.class, 100, new MemorySizeConverter())
            .withConverter(Duration.class, 100, new DurationConverter())
            .withSources(new EnvConfigSource(environment, 300))
            .withMapping(OrchestratorConfig.class)
            .build();
    return config.getConfigMapping(OrchestratorConfig.class);
  }
}
