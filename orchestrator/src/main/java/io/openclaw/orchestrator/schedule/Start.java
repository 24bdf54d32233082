package io.openclaw.orchestrator.schedule;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.openclaw.event.TaskCommand.SubmitTask;
import io.openclaw.schedule.Schedule;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.UUID;

/** The task that a tick starts. */
final class Start {
  private static final int VERSION_8 = 0x8000;

  private Start() {}

  static SubmitTask of(Schedule schedule, Instant tick, Instant now) {
    return new SubmitTask(
        taskId(schedule.tenant(), schedule.name(), tick),
        now,
        schedule.tenant(),
        schedule.request(),
        schedule.agent(),
        schedule.inputs());
  }

  /**
   * The same whoever comes to it, so that a tick cannot have two tasks: version 8, from a hash of
   * tenant, name and tick (RFC 9562, 5.8). It begins with what no tenant's name begins with: a
   * client's idempotency key, of which the gateway makes ids in the same way, leads nowhere here.
   */
  static UUID taskId(String tenant, String name, Instant tick) {
    String text = String.join("\0", "", "schedule", tenant, name, tick.toString());
    ByteBuffer hash = ByteBuffer.wrap(sha256().digest(text.getBytes(UTF_8)));
    long high = (hash.getLong() & ~0xF000L) | VERSION_8;
    long low = (hash.getLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
    return new UUID(high, low);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
