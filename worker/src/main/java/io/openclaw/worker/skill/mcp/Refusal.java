package io.openclaw.worker.skill.mcp;

import io.openclaw.event.Failure;
import io.openclaw.worker.failure.FailureCode;

/** Ends the talk with a server: it gives no result. */
final class Refusal extends Exception {
  private static final long serialVersionUID = 1L;

  private final FailureCode code;

  /**
   * @param why goes on from "it gave no answer: "; never with what a server was given
   */
  Refusal(FailureCode code, String why) {
    super(why, null, false, false);
    this.code = code;
  }

  FailureCode code() {
    return code;
  }

  /** Of a handler. */
  Failure failure(String handler) {
    return code.failure(handler + " gave no answer: " + getMessage());
  }
}
