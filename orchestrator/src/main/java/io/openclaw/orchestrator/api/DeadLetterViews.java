package io.openclaw.orchestrator.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.openclaw.deadletter.Content;
import io.openclaw.deadletter.DeadLetter;
import io.openclaw.deadletter.DeadLetterState;
import io.openclaw.deadletter.DeadLetterSummary;
import io.openclaw.orchestrator.store.Bytes;
import io.openclaw.orchestrator.store.DeadLetterRow;
import io.openclaw.orchestrator.store.StoredLetter;
import org.jspecify.annotations.Nullable;

/** Dead letters as operators see them. */
final class DeadLetterViews {
  private DeadLetterViews() {}

  static DeadLetterSummary summary(DeadLetterRow row) {
    StoredLetter letter = row.letter();
    Bytes key = letter.key();
    return new DeadLetterSummary(
        row.id(),
        row.state(),
        letter.topic(),
        letter.partition(),
        letter.offset(),
        letter.reason(),
        key == null ? null : new String(key.toArray(), UTF_8),
        letter.size(),
        letter.isComplete() && row.state() != DeadLetterState.DROPPED,
        letter.at(),
        row.decidedAt(),
        row.sentAt());
  }

  static DeadLetter whole(DeadLetterRow row) {
    return new DeadLetter(
        summary(row),
        row.letter().headers().stream()
            .map(header -> new DeadLetter.Header(header.name(), content(header.value())))
            .toList(),
        content(row.letter().value()));
  }

  private static @Nullable Content content(@Nullable Bytes bytes) {
    return bytes == null ? null : Content.of(bytes.toArray());
  }
}
