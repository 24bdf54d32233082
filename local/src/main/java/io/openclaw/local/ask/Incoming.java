package io.openclaw.local.ask;

import com.fasterxml.jackson.databind.JsonNode;

/** What comes of a connection by itself. */
sealed interface Incoming {

  /**
   * Something happened to the task that is followed.
   *
   * @param id where a later subscription can go on
   */
  record TaskFrame(String id, JsonNode event) implements Incoming {}

  /** A sign of life. */
  record Tick() implements Incoming {}

  /** The connection is gone. */
  record Closed(String reason) implements Incoming {}
}
