package io.openclaw.worker.step;

import io.openclaw.event.StepReport;

/** Where a step's reports go. */
interface Reports {

  /**
   * Sends a report and waits until it has arrived, for as long as it takes.
   *
   * @return false when it is too large ever to arrive
   */
  boolean send(StepReport report) throws InterruptedException;
}
