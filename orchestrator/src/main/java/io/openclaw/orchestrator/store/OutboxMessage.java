package io.openclaw.orchestrator.store;

import static java.util.Objects.requireNonNull;

import io.openclaw.event.StepCommand;
import io.openclaw.event.StepCommand.RunStep;
import io.openclaw.event.Topics;
import org.jspecify.annotations.Nullable;

/**
 * A message that is to leave.
 *
 * @param id rises in the order of a task's moves
 * @param key of the record: the task's id
 * @param messageId the same however often it is sent
 * @param seq of a task event: its number in the task's history
 * @param payload JSON
 */
public record OutboxMessage(
    long id,
    String topic,
    String key,
    String messageId,
    String type,
    @Nullable Long seq,
    String payload) {
  public OutboxMessage {
    requireNonNull(topic, "topic is null");
    requireNonNull(key, "key is null");
    requireNonNull(messageId, "messageId is null");
    requireNonNull(type, "type is null");
    requireNonNull(payload, "payload is null");
  }

  public boolean isEvent() {
    return topic.equals(Topics.EVENTS);
  }

  public boolean isStep() {
    return Topics.isSteps(topic);
  }

  /** Which attempt it orders, where it is a step. */
  public AttemptId attempt() {
    return AttemptId.parse(messageId);
  }

  /** The step, where it is one. */
  public RunStep step() {
    return (RunStep) StoreJson.read(payload, StepCommand.class);
  }
}
