package io.openclaw.local.ask;

import com.fasterxml.jackson.databind.JsonNode;

/** How following a task ended. */
sealed interface TaskEnd {

  /**
   * With the task's final event.
   *
   * @param event its JSON
   */
  record Finished(JsonNode event) implements TaskEnd {}

  /** The caller's time was over; the task goes on. */
  record TimedOut() implements TaskEnd {}
}
