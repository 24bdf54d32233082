package io.openclaw.gateway.task;

import io.openclaw.event.EventJson;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serializer;

/**
 * The last gate before the producer's buffer. A command can wait in front of it while no broker is
 * to be reached; when its client has given up in the meantime, or is about to be told that nothing
 * was stored, it must not be written after all.
 */
public final class CommandSerializer implements Serializer<PendingCommand> {
  @Override
  public byte[] serialize(String topic, PendingCommand pending) {
    if (pending.isTooLate()) {
      throw new SerializationException(
          "task " + pending.command().taskId() + " waited too long for a broker");
    }
    return EventJson.write(pending.command());
  }
}
