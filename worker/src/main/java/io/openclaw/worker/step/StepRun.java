package io.openclaw.worker.step;

import io.openclaw.event.StepCommand.RunStep;
import io.openclaw.worker.agent.Outcome;
import io.openclaw.worker.failure.FailureCode;
import java.time.Duration;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * One attempt that is under way: a thread that works and another one that watches the time. The
 * work is ended by interrupting its thread.
 */
final class StepRun {
  private static final Logger LOG = Logger.getLogger(StepRun.class);

  /** Ending a process tree takes its grace time twice at most. */
  private static final Duration ENDING = Duration.ofSeconds(10);

  private final RunStep step;
  private final Thread worker;
  private volatile boolean abandoned;
  private volatile @Nullable Outcome outcome;

  StepRun(RunStep step, StepWork work) {
    this.step = step;
    this.worker = Thread.ofVirtual().name("work-" + name()).unstarted(() -> work(work));
  }

  RunStep step() {
    return step;
  }

  /** The attempt in logs and thread names. */
  String name() {
    return String.join(
        "/",
        step.taskId().toString(),
        step.step().stepId(),
        step.step().agentId(),
        Integer.toString(step.step().attempt()));
  }

  /** Whether another attempt of the same part of the step makes this one pointless. */
  boolean isOvertakenBy(RunStep other) {
    return step.taskId().equals(other.taskId())
        && step.step().stepId().equals(other.step().stepId())
        && step.step().agentId().equals(other.step().agentId())
        && step.step().attempt() < other.step().attempt();
  }

  /** Lets the work run until it is done or its time is over; null when it was abandoned. */
  @Nullable Outcome supervise() throws InterruptedException {
    worker.start();
    boolean inTime = worker.join(step.timeout());
    if (!inTime) {
      worker.interrupt();
      if (!worker.join(ENDING)) {
        LOG.errorf("A step does not end. step=%s", name());
      }
    }
    Outcome reached = outcome;
    if (abandoned) {
      return null;
    }
    if (!inTime && !(reached instanceof Outcome.Completed)) {
      return failed(FailureCode.TIMEOUT, "the step took longer than " + step.timeout());
    }
    return reached == null ? failed(FailureCode.INTERNAL, "the step was interrupted") : reached;
  }

  /** Ends it without an outcome: somebody else does this step. */
  void abandon() {
    abandoned = true;
    worker.interrupt();
  }

  private void work(StepWork work) {
    try {
      outcome = work.run(step);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      LOG.errorf(e, "A step failed unexpectedly. step=%s", name());
      outcome = failed(FailureCode.INTERNAL, "the worker failed: " + e);
    }
  }

  private static Outcome failed(FailureCode code, String message) {
    return new Outcome.Failed(code.failure(message));
  }
}
