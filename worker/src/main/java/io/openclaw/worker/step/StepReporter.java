package io.openclaw.worker.step;

import io.openclaw.event.Failure;
import io.openclaw.event.Result;
import io.openclaw.event.StepCommand.RunStep;
import io.openclaw.event.StepReport;
import io.openclaw.worker.agent.Outcome;
import io.openclaw.worker.failure.FailureCode;
import io.openclaw.worker.live.LiveView;
import io.openclaw.worker.liveness.WorkerIdentity;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Says that a step has started and what it came to, to the orchestrator, the log and the meters.
 * Thread-safe.
 */
final class StepReporter {
  private static final Logger LOG = Logger.getLogger(StepReporter.class);

  private final Reports reports;
  private final LiveView live;
  private final StepMeters meters;
  private final WorkerIdentity identity;
  private final Clock clock;

  StepReporter(
      Reports reports, LiveView live, StepMeters meters, WorkerIdentity identity, Clock clock) {
    this.reports = reports;
    this.live = live;
    this.meters = meters;
    this.identity = identity;
    this.clock = clock;
  }

  /** Runs a step. */
  interface Work {
    /** Null when it was abandoned. */
    @Nullable Outcome run() throws InterruptedException;
  }

  /** Says that this worker answers for the step from here on; waits until that has arrived. */
  void started(RunStep step) throws InterruptedException {
    started(step, identity);
  }

  /** Says who answers for the step; waits until that has arrived. */
  void started(RunStep step, WorkerIdentity by) throws InterruptedException {
    StepReport started =
        new StepReport.Started(
            step.taskId(), clock.instant(), step.step(), by.id(), by.incarnation());
    if (!reports.send(started)) {
      throw new IllegalStateException("Kafka refuses the smallest report for its size");
    }
  }

  /** Runs a step and reports what it came to, unless it was abandoned. */
  void report(RunStep step, Work work) throws InterruptedException {
    Instant began = clock.instant();
    log("Step started.", step, "");
    Outcome outcome = work.run();
    Duration took = Duration.between(began, clock.instant());
    switch (outcome) {
      case null -> log("Step abandoned.", step, " took=" + took);
      case Outcome.Completed completed -> {
        live.flush();
        completed(step, completed.result());
        log("Step completed.", step, " took=" + took);
      }
      case Outcome.Failed failed -> {
        live.flush();
        failed(step, failed.failure());
        log("Step failed.", step, " took=" + took + " code=" + failed.failure().code());
      }
    }
    meters.ended(step, outcome, took);
  }

  /** Says that a step failed; waits until that has arrived. */
  void failed(RunStep step, Failure cause) throws InterruptedException {
    send(
        new StepReport.Failed(
            step.taskId(), clock.instant(), step.step(), cause, identity.incarnation()));
  }

  /** What is too large for Kafka is reduced to the output that was asked for. */
  private void completed(RunStep step, Result result) throws InterruptedException {
    StepReport full = new StepReport.Completed(step.taskId(), clock.instant(), step.step(), result);
    if (reports.send(full)) {
      return;
    }
    String expected = step.expectedOutput();
    if (expected != null && result.outputs().containsKey(expected)) {
      Result reduced =
          new Result(
              result.text(), Map.of(expected, result.outputs().get(expected)), result.artifacts());
      if (reports.send(
          new StepReport.Completed(step.taskId(), clock.instant(), step.step(), reduced))) {
        return;
      }
    }
    failed(
        step,
        FailureCode.RESULT_TOO_LARGE.failure(
            "the step's outputs are too large to be sent: let its skill write an artifact"));
  }

  private void send(StepReport report) throws InterruptedException {
    if (!reports.send(report)) {
      LOG.errorf("A report is too large to be sent. taskId=%s", report.taskId());
    }
  }

  private static void log(String what, RunStep step, String more) {
    LOG.infof(
        "%s taskId=%s stepId=%s agentId=%s attempt=%d%s",
        what,
        step.taskId(),
        step.step().stepId(),
        step.step().agentId(),
        step.step().attempt(),
        more);
  }
}
