package io.openclaw.orchestrator.engine;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How long a task has waited for people and done nothing else; that time counts against no timeout.
 *
 * @param total of all the waits that are over
 * @param since when the one under way began; null where none is
 */
public record Pause(Duration total, @Nullable Instant since) {
  static final Pause NONE = new Pause(Duration.ZERO, null);

  public Pause {
    requireNonNull(total, "total is null");
  }

  /** After a move that leaves the task waiting for nobody but people, or not. */
  Pause next(boolean waits, Instant now) {
    if (waits == (since != null)) {
      return this;
    }
    return since == null ? new Pause(total, now) : new Pause(at(now), null);
  }

  /** Of all waits until then. */
  Duration at(Instant now) {
    return since == null ? total : total.plus(Duration.between(since, now));
  }
}
