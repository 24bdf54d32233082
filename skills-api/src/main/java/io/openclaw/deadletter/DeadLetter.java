package io.openclaw.deadletter;

import static java.util.Objects.requireNonNull;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A dead letter with its content.
 *
 * @param headers as it had them, in their order
 * @param value null where it had none, or none is kept
 */
public record DeadLetter(DeadLetterSummary letter, List<Header> headers, @Nullable Content value) {

  /** A header; its value is null where it had none. */
  public record Header(String name, @Nullable Content value) {
    public Header {
      requireNonNull(name, "name is null");
    }
  }

  public DeadLetter {
    requireNonNull(letter, "letter is null");
    headers = List.copyOf(headers);
  }
}
