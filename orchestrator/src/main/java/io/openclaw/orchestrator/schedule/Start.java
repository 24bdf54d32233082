package io.openclaw.orchestrator.schedule;

import io.openclaw.event.TaskCommand.SubmitTask;
import io.openclaw.hash.HashId;
import io.openclaw.hash.Sha256;
import io.openclaw.schedule.Schedule;
import java.time.Instant;
import java.util.UUID;

/** The task that a tick starts. */
final class Start {
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
   * The same whoever comes to it, so that a tick cannot have two tasks: from a hash of tenant, name
   * and tick. It begins with what no tenant's name begins with: a client's idempotency key, of
   * which the gateway makes ids in the same way, leads nowhere here.
   */
  static UUID taskId(String tenant, String name, Instant tick) {
    String text = String.join("\0", "", "schedule", tenant, name, tick.toString());
    return HashId.of(Sha256.of(text));
  }
}
