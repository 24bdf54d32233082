package io.openclaw.worker.live;

import io.openclaw.event.LiveEvent;
import java.util.List;

/** Writes batches of live events. Called by one thread. */
interface LiveStore {

  /**
   * Appends the events to their runs' streams, in order.
   *
   * @throws LiveStoreException when that did not work, or took too long
   */
  void append(List<LiveEvent> events) throws LiveStoreException;

  /** The store can't be reached, or refuses. */
  final class LiveStoreException extends Exception {
    private static final long serialVersionUID = 1L;

    LiveStoreException(Throwable cause) {
      super(cause.getMessage(), cause);
    }
  }
}
