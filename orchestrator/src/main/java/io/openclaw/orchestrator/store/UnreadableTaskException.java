package io.openclaw.orchestrator.store;

/** What is stored of a task is not what this version of the program can read. */
public final class UnreadableTaskException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnreadableTaskException(String message, Throwable cause) {
    super(message, cause);
  }
}
