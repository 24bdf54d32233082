package io.openclaw.event;

import static java.util.Objects.requireNonNull;

/**
 * Why something did not work.
 *
 * @param code stable and upper case, for programs: {@code TIMEOUT}, {@code BAD_INPUT}, …
 * @param message for people: what failed, on what, and how to mend it
 * @param retryable whether the same call may work another time
 */
public record Failure(String code, String message, boolean retryable) {
  public Failure {
    requireNonNull(code, "code is null");
    requireNonNull(message, "message is null");
  }

  public static Failure permanent(String code, String message) {
    return new Failure(code, message, false);
  }

  public static Failure passing(String code, String message) {
    return new Failure(code, message, true);
  }
}
