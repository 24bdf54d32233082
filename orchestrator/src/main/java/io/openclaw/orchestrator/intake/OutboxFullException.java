package io.openclaw.orchestrator.intake;

import io.openclaw.orchestrator.message.NotNow;

/** So much waits to be sent that no task may begin before some of it has left. */
final class OutboxFullException extends RuntimeException implements NotNow {
  private static final long serialVersionUID = 1L;

  OutboxFullException(long limit) {
    super(limit + " messages wait to be sent to Kafka; new tasks wait until some have left");
  }
}
