package io.openclaw.orchestrator.store;

import static java.util.Objects.requireNonNull;

import io.openclaw.deadletter.DeadLetterState;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A dead letter, and what has been decided about it.
 *
 * @param sentAt when Kafka had the replayed message; null before that
 */
public record DeadLetterRow(
    long id,
    DeadLetterState state,
    StoredLetter letter,
    @Nullable Instant decidedAt,
    @Nullable Instant sentAt) {
  public DeadLetterRow {
    requireNonNull(state, "state is null");
    requireNonNull(letter, "letter is null");
  }
}
