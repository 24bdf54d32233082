package io.openclaw.quarkus.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.openclaw.quarkus.runtime.DevEnvironment;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DevEnvironmentTest {
  private final Thread thread = Thread.currentThread();
  private final ClassLoader before = thread.getContextClassLoader();

  @TempDir Path classes;

  @AfterEach
  void restore() {
    thread.setContextClassLoader(before);
  }

  @Test
  void shouldActAsIfItStoodInTheEnvironment() throws IOException {
    // given
    Path resource = classes.resolve(DevEnvironment.RESOURCE);
    Files.createDirectories(resource.getParent());
    Files.write(
        resource,
        DevStack.properties(
            Map.of("OPENCLAW_GATEWAY_TOKEN", "a=b: c\\d", "REDIS_URL", "redis://:p@127.0.0.1:1")));

    // when
    try (URLClassLoader loader = new URLClassLoader(new URL[] {classes.toUri().toURL()}, before)) {
      thread.setContextClassLoader(loader);
      SmallRyeConfig config = new DevEnvironment().configBuilder(builder()).build();

      // then
      assertThat(config.getValue("openclaw.gateway.token", String.class)).isEqualTo("a=b: c\\d");
      assertThat(config.getValue("REDIS_URL", String.class)).isEqualTo("redis://:p@127.0.0.1:1");
    }
  }

  @Test
  void shouldSayNothingWhereThereIsNoDevMode() {
    SmallRyeConfig config = new DevEnvironment().configBuilder(builder()).build();

    assertThat(config.getOptionalValue("openclaw.gateway.token", String.class)).isEmpty();
  }

  private static SmallRyeConfigBuilder builder() {
    return new SmallRyeConfigBuilder();
  }
}
