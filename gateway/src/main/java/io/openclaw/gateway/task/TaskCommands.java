package io.openclaw.gateway.task;

import io.openclaw.event.CloudEvents;
import io.openclaw.event.EventJson;
import io.openclaw.event.TaskCommand;
import io.openclaw.event.Topics;
import io.openclaw.gateway.GatewayConfig;
import io.openclaw.gateway.problem.ProblemException;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.Metadata;
import org.eclipse.microprofile.reactive.messaging.OnOverflow;

/**
 * Writes commands to {@link Topics#TASKS}, as CloudEvents in binary mode. To be called on a virtual
 * thread.
 *
 * <p>What it promises: when {@link #send} returns, the command is on all in-sync replicas; when it
 * throws, it was not written and will not be, save where a broker stored it and died before it
 * could say so. The time allowed is split for that: until half of it a command may still enter the
 * producer, which has the other half to deliver or drop it.
 */
@ApplicationScoped
class TaskCommands {
  static final String CHANNEL = "tasks";
  private static final String SOURCE = "/openclaw/gateway";

  private final MutinyEmitter<PendingCommand> emitter;
  private final Duration timeout;

  TaskCommands(
      @Channel(CHANNEL) @OnOverflow(value = OnOverflow.Strategy.BUFFER, bufferSize = 1024)
          MutinyEmitter<PendingCommand> emitter,
      GatewayConfig config) {
    this.emitter = emitter;
    this.timeout = config.gateway().acceptTimeout();
  }

  /**
   * Stores a command.
   *
   * @throws ProblemException {@code UNAVAILABLE} where the command is not stored
   */
  void send(TaskCommand command) {
    PendingCommand pending = PendingCommand.of(command, timeout.dividedBy(2));
    try {
      emitter.sendMessage(message(pending)).await().atMost(timeout);
    } catch (RuntimeException e) {
      throw ProblemException.unavailable("the task could not be stored; try again", e);
    }
  }

  private static Message<PendingCommand> message(PendingCommand pending) {
    OutgoingKafkaRecordMetadata<String> record =
        OutgoingKafkaRecordMetadata.<String>builder()
            .withKey(pending.command().taskId().toString())
            .withHeaders(cloudEvent(pending.command()))
            .build();
    return Message.of(pending, Metadata.of(record));
  }

  private static Headers cloudEvent(TaskCommand command) {
    Headers headers = new RecordHeaders();
    CloudEvents.headers(
            UUID.randomUUID().toString(),
            EventJson.typeOf(command),
            SOURCE,
            command.taskId().toString(),
            command.at())
        .forEach((name, value) -> headers.add(name, value.getBytes(StandardCharsets.UTF_8)));
    return headers;
  }
}
