package io.openclaw.orchestrator.message;

/** Nothing can be made of a message, however often it is tried. The message says why. */
public final class UnusableMessageException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public UnusableMessageException(String message, Throwable cause) {
    super(message, cause);
  }
}
