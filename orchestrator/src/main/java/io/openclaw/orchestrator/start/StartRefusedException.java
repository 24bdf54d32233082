package io.openclaw.orchestrator.start;

/** The orchestrator must not start as things are. The message says why, in one line. */
final class StartRefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  StartRefusedException(String message) {
    super(message);
  }
}
