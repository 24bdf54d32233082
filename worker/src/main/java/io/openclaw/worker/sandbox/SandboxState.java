package io.openclaw.worker.sandbox;

import static java.util.Objects.requireNonNull;

/** Whether this machine can confine processes. */
public sealed interface SandboxState {

  /** It can, or was told not to. */
  record Usable(Sandbox sandbox) implements SandboxState {
    public Usable {
      requireNonNull(sandbox, "sandbox is null");
    }
  }

  /**
   * It cannot.
   *
   * @param reason what is missing, and what to do
   */
  record Missing(String reason) implements SandboxState {
    public Missing {
      requireNonNull(reason, "reason is null");
    }
  }
}
