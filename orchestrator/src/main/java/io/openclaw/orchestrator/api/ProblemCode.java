package io.openclaw.orchestrator.api;

import java.util.Locale;

/** What can be wrong with a request, as RFC 9457 problems name it. */
enum ProblemCode {
  UNAUTHENTICATED(401, "Not authenticated", false),
  TASK_NOT_FOUND(404, "No such task", false),
  DEAD_LETTER_NOT_FOUND(404, "No such dead letter", false),
  DEAD_LETTER_IS_CLOSED(409, "Decided already", false),
  DEAD_LETTER_NOT_REPLAYABLE(409, "Cannot be sent again", false),
  AGENT_UNKNOWN(404, "No such agent", false),
  INBOX_FULL(409, "The inbox is full", true),
  VERSION_NOT_FOUND(404, "No such workspace version", false),
  EMPTY_TEXT(400, "The text is empty", false),
  MALFORMED_JSON(400, "The body is no JSON", false),
  INVALID_FIELD(400, "A field is invalid", false),
  UNAVAILABLE(503, "Not available right now", true),
  INTERNAL(500, "Something went wrong here", false);

  private final int status;
  private final String title;
  private final boolean retryable;

  ProblemCode(int status, String title, boolean retryable) {
    this.status = status;
    this.title = title;
    this.retryable = retryable;
  }

  int status() {
    return status;
  }

  String title() {
    return title;
  }

  boolean retryable() {
    return retryable;
  }

  String type() {
    return "urn:openclaw:problem:" + name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
