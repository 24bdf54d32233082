package io.openclaw.deadletter;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A dead letter as lists show it.
 *
 * @param topic where it came from, as are partition and offset
 * @param reason why nothing could be made of it
 * @param key as text; null where it had none
 * @param size of its value, in bytes; null where it had none
 * @param complete whether all of it is kept, so that it can be replayed; a value that is too large
 *     is not
 * @param at when it became a dead letter
 * @param decidedAt when it was replayed or dropped
 * @param sentAt when Kafka had the replayed message; null before that
 */
public record DeadLetterSummary(
    long id,
    DeadLetterState state,
    String topic,
    int partition,
    long offset,
    String reason,
    @Nullable String key,
    @Nullable Integer size,
    boolean complete,
    Instant at,
    @Nullable Instant decidedAt,
    @Nullable Instant sentAt) {
  public DeadLetterSummary {
    requireNonNull(state, "state is null");
    requireNonNull(topic, "topic is null");
    requireNonNull(reason, "reason is null");
    requireNonNull(at, "at is null");
  }
}
