package io.openclaw.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.openclaw.artifact.ArtifactsConfig;
import io.quarkus.runtime.configuration.DurationConverter;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.runtime.configuration.MemorySizeConverter;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.math.BigInteger;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.junit.jupiter.api.Test;

/** Names and defaults of the settings: both are part of what installations rely on. */
class GatewayConfigTest {

  @Test
  void shouldHaveItsDefaults() {
    // when
    GatewayConfig config = read(new PropertiesConfigSource(Map.of(), "nothing", 100));

    // then
    assertThat(config.workspace()).isEqualTo(Path.of("workspace"));
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
    assertThat(config.workspacePatience()).isEqualTo(Duration.ofMinutes(1));
    assertThat(config.internal().token()).isEmpty();
    assertThat(config.orchestrator().urls()).containsExactly(URI.create("http://127.0.0.1:8888"));
    assertThat(config.orchestrator().connectTimeout()).isEqualTo(Duration.ofSeconds(2));
    assertThat(config.orchestrator().timeout()).isEqualTo(Duration.ofSeconds(10));
    GatewayConfig.Gateway gateway = config.gateway();
    assertThat(gateway.token()).isEmpty();
    assertThat(gateway.allowedOrigins()).isEmpty();
    assertThat(gateway.maxBody().asLongValue()).isEqualTo(1 << 20);
    assertThat(gateway.maxText()).isEqualTo(32_768);
    assertThat(gateway.acceptTimeout()).isEqualTo(Duration.ofSeconds(5));
    GatewayConfig.Live live = gateway.live();
    assertThat(live.keepAlive()).isEqualTo(Duration.ofSeconds(15));
    assertThat(live.recheck()).isEqualTo(Duration.ofSeconds(5));
    assertThat(live.historyInterval()).isEqualTo(Duration.ofSeconds(1));
    assertThat(live.outageGrace()).isEqualTo(Duration.ofSeconds(2));
    assertThat(live.slowClientTimeout()).isEqualTo(Duration.ofSeconds(30));
    assertThat(live.pageSize()).isEqualTo(64);
    assertThat(live.maxWatches()).isEqualTo(10_000);
    assertThat(live.historyMemory().asLongValue()).isEqualTo(64 << 20);
    assertThat(live.redisTimeout()).isEqualTo(Duration.ofSeconds(2));
    GatewayConfig.Websocket socket = gateway.websocket();
    assertThat(socket.connectTimeout()).isEqualTo(Duration.ofSeconds(10));
    assertThat(socket.tickInterval()).isEqualTo(Duration.ofSeconds(30));
    assertThat(socket.maxUnauthenticated().asLongValue()).isEqualTo(64 << 10);
    assertThat(socket.maxBuffered().asBigInteger()).isEqualTo(BigInteger.valueOf(52_428_800));
    assertThat(socket.maxRequests()).isEqualTo(32);
    assertThat(socket.maxSubscriptions()).isEqualTo(256);
  }

  @Test
  void shouldBeSetByTheEnvironment() {
    // when
    GatewayConfig config =
        read(
            new EnvConfigSource(
                Map.of(
                    "OPENCLAW_WORKSPACE", "/w",
                    "OPENCLAW_DATA", "/d",
                    "OPENCLAW_CACHE", "/c",
                    "OPENCLAW_INTERNAL_TOKEN", "i",
                    "ORCHESTRATOR_URL", "http://one:1,http://two:2",
                    "OPENCLAW_GATEWAY_TOKEN", "g",
                    "OPENCLAW_GATEWAY_ALLOWED_ORIGINS", "https://a,https://b",
                    "OPENCLAW_GATEWAY_LIVE_KEEP_ALIVE", "3s",
                    "OPENCLAW_GATEWAY_WEBSOCKET_MAX_UNAUTHENTICATED", "1M"),
                300));

    // then
    assertThat(config.workspace()).isEqualTo(Path.of("/w"));
    assertThat(config.data()).isEqualTo(Path.of("/d"));
    assertThat(config.cache()).isEqualTo(Path.of("/c"));
    assertThat(config.internal().token()).contains("i");
    assertThat(config.orchestrator().urls())
        .containsExactly(URI.create("http://one:1"), URI.create("http://two:2"));
    assertThat(config.gateway().token()).contains("g");
    assertThat(config.gateway().allowedOrigins()).contains(List.of("https://a", "https://b"));
    assertThat(config.gateway().live().keepAlive()).isEqualTo(Duration.ofSeconds(3));
    assertThat(config.gateway().websocket().maxUnauthenticated().asLongValue()).isEqualTo(1 << 20);
  }

  private static GatewayConfig read(ConfigSource source) {
    return new SmallRyeConfigBuilder()
        .addDefaultInterceptors()
        .withSources(source)
        .withConverter(Duration.class, 200, new DurationConverter())
        .withConverter(MemorySize.class, 200, new MemorySizeConverter())
        .withMapping(GatewayConfig.class)
        .build()
        .getConfigMapping(GatewayConfig.class);
  }
}
