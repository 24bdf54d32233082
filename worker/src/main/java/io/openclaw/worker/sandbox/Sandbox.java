package io.openclaw.worker.sandbox;

import java.io.IOException;

/** Starts commands so that they reach nothing but what they are given. Thread-safe. */
public interface Sandbox {

  /**
   * Starts one. An interrupt waits until it has been started, so that it can be ended; the thread
   * stays interrupted.
   *
   * @throws IOException when it can't be started
   */
  Process start(Confinement confinement) throws IOException;

  /** Whether a program belongs to the sandbox and not to what runs in it. */
  boolean isOwn(String program);
}
