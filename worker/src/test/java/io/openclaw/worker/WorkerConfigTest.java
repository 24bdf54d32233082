package io.openclaw.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.openclaw.artifact.ArtifactsConfig;
import io.quarkus.runtime.configuration.DurationConverter;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.runtime.configuration.MemorySizeConverter;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WorkerConfigTest {

  @Test
  void shouldHaveTheseDefaults() {
    // when
    WorkerConfig config = config(Map.of());

    // then
    assertThat(config.workspace()).isEqualTo(Path.of("workspace"));
    assertThat(config.workspacePatience()).isEqualTo(Duration.ofMinutes(1));
    assertThat(config.data()).isEqualTo(Path.of(".openclaw/data"));
    assertThat(config.cache()).isEqualTo(Path.of(".openclaw/cache"));
    assertThat(config.artifacts().store()).isEqualTo(ArtifactsConfig.Kind.FILE);
    ArtifactsConfig.S3 s3 = config.artifacts().s3();
    assertThat(s3.bucket()).isEmpty();
    assertThat(s3.prefix()).isEmpty();
    assertThat(s3.endpoint()).isEmpty();
    assertThat(s3.region()).isEqualTo("us-east-1");
    assertThat(s3.pathStyle()).isFalse();
    assertThat(s3.patience()).isEqualTo(Duration.ofSeconds(30));
    assertThat(config.python()).isEmpty();
    assertThat(config.internalToken()).isEmpty();
    WorkerConfig.Worker worker = config.worker();
    assertThat(worker.id()).isEmpty();
    assertThat(worker.agents()).containsExactly("*");
    assertThat(worker.maxConcurrentSteps()).isEmpty();
    assertThat(worker.maxTurns()).isEqualTo(32);
    assertThat(worker.shutdownGrace()).isEqualTo(Duration.ZERO);
    assertThat(worker.killGrace()).isEqualTo(Duration.ofSeconds(2));
    assertThat(worker.maxLine().asLongValue()).isEqualTo(16 * 1024 * 1024);
    assertThat(worker.maxReport().asLongValue()).isEqualTo(900 * 1024);
    assertThat(worker.inlineLimit().asLongValue()).isEqualTo(64 * 1024);
    assertThat(worker.inlineTotal().asLongValue()).isEqualTo(256 * 1024);
    assertThat(worker.artifactCache().asLongValue()).isEqualTo(1L << 30);
    assertThat(worker.heartbeat()).isEqualTo(Duration.ofSeconds(1));
    assertThat(worker.warm().memory().asLongValue()).isEqualTo(512L << 20);
    assertThat(worker.warm().idle()).isEqualTo(Duration.ofMinutes(5));
    assertThat(worker.sandbox().mode()).isEqualTo(WorkerConfig.Switch.ON);
    assertThat(worker.sandbox().privateHosts()).isEmpty();
    assertThat(worker.sandbox().memory().asLongValue()).isEqualTo(2L << 30);
    assertThat(worker.sandbox().processes()).isEqualTo(512);
    assertThat(worker.sandbox().openFiles()).isEqualTo(1024);
    assertThat(worker.sandbox().disk().asLongValue()).isEqualTo(4L << 30);
    assertThat(worker.limits().rateWait()).isEqualTo(Duration.ofSeconds(10));
    assertThat(worker.limits().requirePin()).isFalse();
    assertThat(worker.gpus()).isEmpty();
    assertThat(worker.limits().cpuFactor()).isEqualTo(2.0);
    assertThat(worker.limits().memory()).isEmpty();
    assertThat(worker.limits().gpuLease()).isEqualTo(Duration.ofSeconds(15));
    assertThat(worker.limits().patience()).isEqualTo(Duration.ofSeconds(1));
    assertThat(worker.live().buffer()).isEqualTo(10_000);
    assertThat(worker.live().linger()).isEqualTo(Duration.ofMillis(20));
    assertThat(worker.live().patience()).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void shouldReadTheEnvironment() {
    // when
    WorkerConfig config =
        config(
            Map.of(
                "AGENT_ID", "a,b",
                "WORKER_ID", "worker-ai-1",
                "OPENCLAW_WORKSPACE", "/workspace",
                "OPENCLAW_SANDBOX", "off",
                "OPENCLAW_EGRESS_PRIVATE", "127.0.0.1:8888,searxng",
                "openclaw.worker.max-concurrent-steps", "2"));

    // then
    assertThat(config.worker().agents()).containsExactly("a", "b");
    assertThat(config.worker().id()).contains("worker-ai-1");
    assertThat(config.workspace()).isEqualTo(Path.of("/workspace"));
    assertThat(config.worker().sandbox().mode()).isEqualTo(WorkerConfig.Switch.OFF);
    assertThat(config.worker().sandbox().privateHosts())
        .hasValue(List.of("127.0.0.1:8888", "searxng"));
    assertThat(config.worker().maxConcurrentSteps()).hasValue(2);
  }

  private static WorkerConfig config(Map<String, String> properties) {
    SmallRyeConfig config =
        new SmallRyeConfigBuilder()
            .addDefaultInterceptors()
            .withConverter(MemorySize.class, 100, new MemorySizeConverter())
            .withConverter(Duration.class, 100, new DurationConverter())
            .withSources(new PropertiesConfigSource(properties, "test", 100))
            .withMapping(WorkerConfig.class)
            .build();
    return config.getConfigMapping(WorkerConfig.class);
  }
}
