package io.openclaw.gateway.problem;

import java.util.Locale;

/**
 * Everything that a client can be told went wrong. The names are part of the API: they stand in
 * {@code code} of an HTTP problem and of a WebSocket error alike, and never change.
 */
public enum ProblemCode {
  EMPTY_TEXT(400, false, "The task has no text"),
  TEXT_TOO_LONG(400, false, "The task's text is too long"),
  UNKNOWN_AGENT(400, false, "There is no such agent"),
  MALFORMED_JSON(400, false, "The body is no JSON object"),
  INVALID_FIELD(400, false, "A member of the request is not valid"),
  TOO_DEEP(400, false, "A value has too many levels of arrays and objects"),
  /** A WebSocket frame that breaks the protocol. */
  INVALID_REQUEST(400, false, "The request is not valid"),
  UNAUTHENTICATED(401, false, "No valid token came with the request"),
  /** The WebSocket's word for a wrong token. */
  AUTH_TOKEN_MISMATCH(401, false, "The token is not the right one"),
  FORBIDDEN(403, false, "The caller may not do this"),
  NOT_FOUND(404, false, "There is nothing at this address"),
  TASK_NOT_FOUND(404, false, "There is no such task"),
  ARTIFACT_NOT_FOUND(404, false, "There is no such artifact"),
  DEAD_LETTER_NOT_FOUND(404, false, "There is no such dead letter"),
  METHOD_NOT_ALLOWED(405, false, "The address does not take this method"),
  NOT_ACCEPTABLE(406, false, "The answer has no form that the request accepts"),
  TASK_IS_OVER(409, false, "The task is over already"),
  TASK_IS_RUNNING(409, false, "The task has not ended"),
  /** A decision about something that nobody was asked for. */
  NOT_WAITING(409, false, "The step waits for no approval"),
  DEAD_LETTER_IS_CLOSED(409, false, "The dead letter is replayed or dropped already"),
  /** What is kept of it can't be sent. */
  DEAD_LETTER_NOT_REPLAYABLE(409, false, "The dead letter can't be sent again"),
  BODY_TOO_LARGE(413, false, "The body is too large"),
  UNSUPPORTED_MEDIA_TYPE(415, false, "The body must be JSON"),
  IDEMPOTENCY_KEY_REUSED(422, false, "The idempotency key belongs to another request"),
  WORKSPACE_NOT_SOUND(422, false, "The workspace has errors, and is not in force"),
  /** A client that does not read what it asked for. */
  SLOW_CLIENT(429, true, "The client reads too slowly"),
  INTERNAL(500, false, "Something went wrong in the gateway"),
  UNAVAILABLE(503, true, "A part of the system can't be reached");

  private final int status;
  private final boolean retryable;
  private final String title;

  ProblemCode(int status, boolean retryable, String title) {
    this.status = status;
    this.retryable = retryable;
    this.title = title;
  }

  /** The HTTP status. */
  public int status() {
    return status;
  }

  /** Whether the same request may work another time. */
  public boolean retryable() {
    return retryable;
  }

  public String title() {
    return title;
  }

  /** The problem type's URI, as RFC 9457 wants one. */
  public String type() {
    return "urn:openclaw:problem:" + name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
