package io.openclaw.gateway.task;

import io.openclaw.event.TaskCommand;
import java.time.Duration;
import java.util.Objects;

/**
 * A command on its way to Kafka.
 *
 * @param notAfter moment ({@link System#nanoTime}) after which it must not be written any more
 */
record PendingCommand(TaskCommand command, long notAfter) {
  PendingCommand {
    Objects.requireNonNull(command, "command is null");
  }

  static PendingCommand of(TaskCommand command, Duration patience) {
    return new PendingCommand(command, System.nanoTime() + patience.toNanos());
  }

  boolean isTooLate() {
    return System.nanoTime() - notAfter > 0;
  }
}
