package io.openclaw.orchestrator.store;

/** Somebody else was faster: what a batch was based on is not so any more. Nothing was written. */
public final class StaleException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  StaleException(Throwable cause) {
    super("somebody else was faster", cause);
  }
}
