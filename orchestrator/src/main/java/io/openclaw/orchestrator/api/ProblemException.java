package io.openclaw.orchestrator.api;

/** Ends a request with a problem. */
final class ProblemException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ProblemCode code;

  ProblemException(ProblemCode code, String detail) {
    super(detail);
    this.code = code;
  }

  ProblemCode code() {
    return code;
  }
}
