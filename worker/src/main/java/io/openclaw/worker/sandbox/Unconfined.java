package io.openclaw.worker.sandbox;

/**
 * Starts commands as they are, because the operator has said so: they reach whatever the worker
 * reaches.
 */
final class Unconfined implements Sandbox {

  @Override
  public ProcessBuilder confine(Confinement confinement) {
    ProcessBuilder process =
        new ProcessBuilder(confinement.command()).directory(confinement.home().toFile());
    process.environment().clear();
    process.environment().putAll(confinement.environment());
    return process;
  }

  @Override
  public boolean isOwn(String program) {
    return false;
  }
}
