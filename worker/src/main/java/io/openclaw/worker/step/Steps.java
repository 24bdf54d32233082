package io.openclaw.worker.step;

import io.openclaw.worker.WorkerConfig;
import jakarta.inject.Singleton;
import java.time.Duration;

/** All steps of this worker, from outside. */
@Singleton
public class Steps {
  /** Beyond the grace times of ending a process tree. */
  private static final Duration ALLOWANCE = Duration.ofSeconds(1);

  private final StepIntake intake;
  private final RunningSteps running;
  private final WorkerConfig.Worker config;

  Steps(StepIntake intake, RunningSteps running, WorkerConfig config) {
    this.intake = intake;
    this.running = running;
    this.config = config.worker();
  }

  /** How many are under way. */
  public int running() {
    return running.count();
  }

  /** Takes no more, and ends those under way; nothing of them runs when this returns. */
  public void stop() {
    intake.close();
    try {
      running.stop(config.shutdownGrace(), config.killGrace().multipliedBy(2).plus(ALLOWANCE));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
