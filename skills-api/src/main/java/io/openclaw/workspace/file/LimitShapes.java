package io.openclaw.workspace.file;

import static io.openclaw.workspace.yaml.Key.withDefault;

import io.openclaw.workspace.Monitoring;
import io.openclaw.workspace.Monitoring.LogLevel;
import io.openclaw.workspace.RateLimits;
import io.openclaw.workspace.yaml.Key;
import io.openclaw.workspace.yaml.OptionalKey;
import io.openclaw.workspace.yaml.Scalar;
import io.openclaw.workspace.yaml.Shape;

/** {@code rate_limits:} and {@code monitoring:} of an agent. */
final class LimitShapes {
  private static final Scalar<Integer> COUNT = Scalar.integer(1, Integer.MAX_VALUE);

  private static final OptionalKey<Integer> REQUESTS_PER_MINUTE =
      OptionalKey.of("requests_per_minute", COUNT, "Requests that it takes in a minute.");
  private static final OptionalKey<Integer> TOKENS_PER_DAY =
      OptionalKey.of("tokens_per_day", COUNT, "Tokens, in and out, that it may use in a day.");
  private static final OptionalKey<Integer> CONCURRENT_SESSIONS =
      OptionalKey.of("concurrent_sessions", COUNT, "Sessions that it works in at once.");

  static final Shape<RateLimits> RATE_LIMITS =
      Shape.of(
          "Limits; one that is left out does not hold.",
          map ->
              new RateLimits(
                  map.get(REQUESTS_PER_MINUTE),
                  map.get(TOKENS_PER_DAY),
                  map.get(CONCURRENT_SESSIONS)),
          REQUESTS_PER_MINUTE,
          TOKENS_PER_DAY,
          CONCURRENT_SESSIONS);

  private static final Key<Boolean> ENABLED =
      withDefault("enabled", Scalar.FLAG, true, "false: neither metrics nor traces.");
  private static final Key<Boolean> METRICS_ENABLED =
      withDefault("metrics_enabled", Scalar.FLAG, true, "Whether it is counted and timed.");
  private static final Key<Boolean> TRACING_ENABLED =
      withDefault("tracing_enabled", Scalar.FLAG, true, "Whether its requests are traced.");
  private static final Key<LogLevel> LOG_LEVEL =
      withDefault(
          "log_level",
          Scalar.oneOfUpperCase(LogLevel.class, LogLevel.INFO),
          LogLevel.INFO,
          "The least that is logged of its work.");

  static final Shape<Monitoring> MONITORING =
      Shape.of(
          "What can be seen of an agent from outside.",
          map ->
              new Monitoring(
                  map.get(ENABLED),
                  map.get(METRICS_ENABLED),
                  map.get(TRACING_ENABLED),
                  map.get(LOG_LEVEL)),
          ENABLED,
          METRICS_ENABLED,
          TRACING_ENABLED,
          LOG_LEVEL);

  private LimitShapes() {}
}
