package io.openclaw.worker.sandbox;

import java.io.IOException;

/**
 * Starts commands as they are, because the operator has said so: they reach whatever the worker
 * reaches.
 */
final class Unconfined implements Sandbox {

  private final Launcher launcher = new Launcher();

  @Override
  public Process start(Confinement confinement) throws IOException {
    ProcessBuilder process =
        new ProcessBuilder(confinement.command()).directory(confinement.home().toFile());
    process.environment().clear();
    process.environment().putAll(confinement.environment());
    return launcher.start(process);
  }

  @Override
  public boolean isOwn(String program) {
    return false;
  }
}
