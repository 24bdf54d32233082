package io.openclaw.orchestrator.store;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A message that was set aside, with its content.
 *
 * @param topic where it lay, as are partition and offset
 * @param reason why nothing could be made of it
 * @param headers as it had them, in their order
 * @param value null where it had none, or it is too large to be kept
 * @param size of the value, in bytes; null where it had none
 * @param at when it was set aside
 */
public record StoredLetter(
    String topic,
    int partition,
    long offset,
    String reason,
    @Nullable Bytes key,
    List<LetterHeader> headers,
    @Nullable Bytes value,
    @Nullable Integer size,
    Instant at) {

  /** A header of a record. */
  public record LetterHeader(String name, @Nullable Bytes value) {
    public LetterHeader {
      requireNonNull(name, "name is null");
    }
  }

  public StoredLetter {
    requireNonNull(topic, "topic is null");
    requireNonNull(reason, "reason is null");
    headers = List.copyOf(headers);
    requireNonNull(at, "at is null");
  }

  /** Whether all of it is here, so that it can be sent again as it came. */
  @JsonIgnore
  public boolean isComplete() {
    return size == null || value != null;
  }
}
