package io.openclaw.gateway.live;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * An event of a run as clients get it.
 *
 * @param id point at which a client can resume: an entry of the stream, for clients with the number
 *     of the newest recorded event up to there, or {@code h-<seq>}
 * @param type stable type name
 * @param json the event itself, passed on as it came
 * @param recorded what makes it an event of the task's history; null for a live one
 */
public record RunEvent(String id, String type, String json, @Nullable Recorded recorded) {
  public RunEvent {
    requireNonNull(id, "id is null");
    requireNonNull(type, "type is null");
    requireNonNull(json, "json is null");
  }

  /**
   * An event of the task's history.
   *
   * @param key the same for one event whether it came by the stream or from the history
   * @param isLast whether the task has ended with it
   * @param owner the tenant, in the event that begins a task
   */
  record Recorded(String key, boolean isLast, @Nullable String owner) {
    Recorded {
      requireNonNull(key, "key is null");
    }
  }

  /** As a client gets it that has all recorded events up to one, by its number. */
  RunEvent withRecorded(long seq) {
    return id.startsWith(RunPosition.RECORDED_PREFIX)
        ? this
        : new RunEvent(id + RunPosition.AND_RECORDED + seq, type, json, recorded);
  }

  /** Whether the run has ended with this event. */
  public boolean isLast() {
    return recorded != null && recorded.isLast();
  }
}
