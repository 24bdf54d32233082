package io.openclaw.gateway.task;

import static java.util.Objects.requireNonNull;

import io.openclaw.gateway.problem.ProblemException;
import org.jspecify.annotations.Nullable;

/** A client's name for a request, by which a repeat is known: 1 to 255 visible ASCII characters. */
public record IdempotencyKey(String value) {
  static final int MAX_LENGTH = 255;

  public IdempotencyKey {
    requireNonNull(value, "value is null");
    if (value.isEmpty() || value.length() > MAX_LENGTH || !isVisibleAscii(value)) {
      throw new IllegalArgumentException("must be 1 to 255 visible ASCII characters");
    }
  }

  /**
   * Reads a key; none is none.
   *
   * @param field where the client put it, to be named where it is wrong
   */
  public static @Nullable IdempotencyKey parse(@Nullable String text, String field) {
    try {
      return text == null ? null : new IdempotencyKey(text);
    } catch (IllegalArgumentException e) {
      throw ProblemException.invalid(field, requireNonNull(e.getMessage()));
    }
  }

  private static boolean isVisibleAscii(String text) {
    return text.chars().allMatch(c -> c > ' ' && c < 0x7F);
  }
}
