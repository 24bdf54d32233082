package io.openclaw.worker.limit;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/** What came of asking for a turn. */
sealed interface Turn {

  /**
   * A turn that nobody else has.
   *
   * @param id of the turn, to give it back
   * @param away until it comes; zero: now
   */
  record Reserved(String id, Duration away) implements Turn {
    public Reserved {
      requireNonNull(id, "id is null");
      requireNonNull(away, "away is null");
    }
  }

  /**
   * None that comes soon enough; nothing was reserved.
   *
   * @param away until the next one that is free
   */
  record TooFar(Duration away) implements Turn {
    public TooFar {
      requireNonNull(away, "away is null");
    }
  }
}
