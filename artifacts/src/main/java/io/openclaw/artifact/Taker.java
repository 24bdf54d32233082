package io.openclaw.artifact;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.UUID;

/**
 * Who has taken an attempt.
 *
 * @param workerId stable name of the worker
 * @param incarnation of its process: another one after each restart
 */
public record Taker(String workerId, UUID incarnation) {
  public Taker {
    requireNonNull(workerId, "workerId is null");
    requireNonNull(incarnation, "incarnation is null");
  }

  /** As it is stored. */
  String text() {
    return incarnation + " " + workerId;
  }

  /** Empty for what an earlier version has stored, which did not say. */
  static Optional<Taker> parse(String text) {
    int space = text.indexOf(' ');
    try {
      return space < 0
          ? Optional.empty()
          : Optional.of(
              new Taker(text.substring(space + 1), UUID.fromString(text.substring(0, space))));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
