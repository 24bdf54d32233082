package io.openclaw.orchestrator.message;

import static java.util.Objects.requireNonNull;

/**
 * A message that has been understood.
 *
 * @param id the same when it comes again
 */
public record Received<T>(String id, T event) {
  public Received {
    requireNonNull(id, "id is null");
    requireNonNull(event, "event is null");
  }
}
