package io.openclaw.quarkus.runtime;

import io.quarkus.runtime.configuration.ConfigBuilder;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;

/**
 * In dev mode, what the local stack tells a service, as if it stood in the service's environment: a
 * JVM that runs already can't be given variables. Variables that it really has come first.
 */
public final class DevEnvironment implements ConfigBuilder {
  /** A resource that exists in dev mode only, written by the build step. */
  public static final String RESOURCE = "META-INF/openclaw-dev-environment.properties";

  private static final int BELOW_THE_ENVIRONMENT = 299;

  @Override
  public SmallRyeConfigBuilder configBuilder(SmallRyeConfigBuilder builder) {
    return builder.withSources(new EnvConfigSource(variables(), BELOW_THE_ENVIRONMENT));
  }

  private static Map<String, String> variables() {
    ClassLoader loader = Thread.currentThread().getContextClassLoader();
    try (InputStream resource = loader.getResourceAsStream(RESOURCE)) {
      if (resource == null) {
        return Map.of();
      }
      Properties properties = new Properties();
      properties.load(resource);
      Map<String, String> variables = new HashMap<>();
      properties.stringPropertyNames().forEach(n -> variables.put(n, properties.getProperty(n)));
      return variables;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
