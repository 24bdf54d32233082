package io.openclaw.local.stack;

/** Another launcher has this home. */
public final class AlreadyRunningException extends Exception {
  private static final long serialVersionUID = 1L;

  AlreadyRunningException(String message) {
    super(message);
  }
}
