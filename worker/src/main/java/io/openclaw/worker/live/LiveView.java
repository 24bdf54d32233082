package io.openclaw.worker.live;

import io.openclaw.event.LiveEvent;

/**
 * Where live events go. Never blocks a step for long and never fails it: what can't be written is
 * counted and dropped. Thread-safe; the events of one task keep the order in which they came.
 */
public interface LiveView {

  /** Takes an event; returns at once. */
  void publish(LiveEvent event);

  /** Waits, for a moment at most, until what was published so far has been written. */
  void flush() throws InterruptedException;
}
