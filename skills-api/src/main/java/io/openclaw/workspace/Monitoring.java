package io.openclaw.workspace;

import static java.util.Objects.requireNonNull;

/**
 * What is to be seen of an agent.
 *
 * @param enabled false turns metrics and traces off, whatever they say
 */
public record Monitoring(
    boolean enabled, boolean metricsEnabled, boolean tracingEnabled, LogLevel logLevel) {
  public static final Monitoring ALL = new Monitoring(true, true, true, LogLevel.INFO);

  /** The least that is logged. */
  public enum LogLevel {
    TRACE,
    DEBUG,
    INFO,
    WARN,
    ERROR
  }

  public Monitoring {
    requireNonNull(logLevel, "logLevel is null");
  }
}
