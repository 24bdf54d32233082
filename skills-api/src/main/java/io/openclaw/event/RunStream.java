package io.openclaw.event;

import java.time.Duration;
import java.util.UUID;

/**
 * The live view of a run in Redis: a stream whose entries have one {@link #FIELD}, the JSON of a
 * {@link TaskEvent} or {@link LiveEvent}, and a channel of the same name on which the id of each
 * new entry is published. Entry ids are the points at which a client can resume.
 */
public final class RunStream {
  public static final String FIELD = "event";

  /** Kept after the last event, so that a client that was away can still catch up. */
  public static final Duration RETENTION = Duration.ofDays(1);

  /** About this many of the newest entries are kept. */
  public static final int MAX_ENTRIES = 20_000;

  private RunStream() {}

  /** The braces keep a run's keys on one node of a Redis cluster. */
  public static String key(UUID taskId) {
    return "openclaw:run:{" + taskId + "}";
  }
}
