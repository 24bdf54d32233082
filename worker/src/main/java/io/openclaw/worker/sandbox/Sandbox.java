package io.openclaw.worker.sandbox;

/** Starts commands so that they reach nothing but what they are given. Thread-safe. */
public interface Sandbox {

  /** The process that is to be started; it has not been yet. */
  ProcessBuilder confine(Confinement confinement);

  /** Whether a program belongs to the sandbox and not to what runs in it. */
  boolean isOwn(String program);
}
