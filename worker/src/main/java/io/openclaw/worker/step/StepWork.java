package io.openclaw.worker.step;

import io.openclaw.event.StepCommand.RunStep;
import io.openclaw.worker.agent.Outcome;

/**
 * Does steps. Blocks the calling thread; an interrupt ends the step and all that it has started.
 */
interface StepWork {
  Outcome run(RunStep step) throws InterruptedException;
}
