package io.openclaw.schedule;

import java.time.Instant;

/**
 * The moments at which something is due, its ticks: infinitely many, the same for everybody who
 * asks, whenever they ask. Immutable, for any thread.
 */
public sealed interface Timing permits Cron, Every {

  /** The first tick after a moment. */
  Instant next(Instant after);

  /** The latest tick that is not after a moment. */
  Instant last(Instant upTo);

  /** As a file writes it. */
  String text();

  /** Two timings with the same identity have the same ticks; for keeping. */
  String identity();
}
