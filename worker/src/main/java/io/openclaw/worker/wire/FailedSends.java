package io.openclaw.worker.wire;

import io.quarkus.logging.LoggingFilter;
import java.util.logging.Filter;
import java.util.logging.LogRecord;

/**
 * Keeps the connector's two errors for each failed send out of the log. While Kafka is away they
 * come every second; whoever sent the event tells of it, once, and tries again.
 */
@LoggingFilter(name = "failed-sends")
final class FailedSends implements Filter {
  private static final String CONNECTOR = "io.smallrye.reactive.messaging.kafka";

  @Override
  public boolean isLoggable(LogRecord record) {
    return !CONNECTOR.equals(record.getLoggerName())
        || !isFailedSend(String.valueOf(record.getMessage()));
  }

  private static boolean isFailedSend(String message) {
    return message.startsWith("SRMSG18206") || message.startsWith("SRMSG18212");
  }
}
