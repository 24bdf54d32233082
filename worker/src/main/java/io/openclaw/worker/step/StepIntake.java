package io.openclaw.worker.step;

import io.openclaw.event.EventJson;
import io.openclaw.event.MalformedEventException;
import io.openclaw.event.StepCommand;
import io.openclaw.event.StepCommand.RunStep;
import io.openclaw.worker.failure.FailureCode;
import java.io.IOException;
import java.util.concurrent.Semaphore;
import org.jboss.logging.Logger;

/**
 * Takes steps: one record after the other, each only when there is room to run it. A record is
 * acknowledged once the orchestrator was told that its step has started; until then another worker
 * can have it.
 */
final class StepIntake {
  private static final Logger LOG = Logger.getLogger(StepIntake.class);

  private final OwnedPartitions partitions;
  private final AttemptLedger ledger;
  private final StepReporter reporter;
  private final RunningSteps running;
  private final DeadLetters deadLetters;
  private final Semaphore room;
  private volatile boolean closed;

  StepIntake(
      OwnedPartitions partitions,
      AttemptLedger ledger,
      StepReporter reporter,
      RunningSteps running,
      DeadLetters deadLetters,
      int maxConcurrentSteps) {
    this.partitions = partitions;
    this.ledger = ledger;
    this.reporter = reporter;
    this.running = running;
    this.deadLetters = deadLetters;
    this.room = new Semaphore(maxConcurrentSteps);
  }

  /** Takes no more; what comes from here on stays for other workers. */
  void close() {
    closed = true;
  }

  /** Deals with a record; returns when the next one may come. Called by one thread at a time. */
  void take(Delivery delivery) throws InterruptedException {
    if (closed) {
      return;
    }
    try {
      switch (read(delivery)) {
        case RunStep step -> admit(step, delivery);
      }
    } catch (MalformedEventException e) {
      bury(delivery, String.valueOf(e.getMessage()));
    } catch (RuntimeException e) {
      LOG.errorf(e, "A record could not be dealt with. topic=%s", delivery.record().topic());
      bury(delivery, "cannot be dealt with: " + e);
    }
  }

  private static StepCommand read(Delivery delivery) throws MalformedEventException {
    byte[] value = delivery.record().value();
    if (value == null) {
      throw new MalformedEventException("no StepCommand: the record is empty");
    }
    return EventJson.read(value, StepCommand.class);
  }

  private void bury(Delivery delivery, String reason) throws InterruptedException {
    deadLetters.send(delivery.record(), reason);
    delivery.acknowledge();
  }

  private void admit(RunStep step, Delivery delivery) throws InterruptedException {
    try {
      if (!ledger.isNew(step)) {
        ignore(step, delivery);
        return;
      }
      room.acquire();
      boolean started = false;
      try {
        started = !closed && partitions.include(delivery.record()) && start(step, delivery);
      } finally {
        if (!started) {
          room.release();
        }
      }
    } catch (IOException e) {
      reporter.failed(step, FailureCode.INTERNAL.failure("cannot store what a step makes: " + e));
      delivery.acknowledge();
    }
  }

  /** Taken only after the orchestrator knows by whom: a step that is taken and lost is missed. */
  private boolean start(RunStep step, Delivery delivery) throws IOException, InterruptedException {
    reporter.started(step);
    if (!ledger.take(step)) {
      ignore(step, delivery);
      return false;
    }
    delivery.acknowledge();
    running.start(step, room::release);
    return true;
  }

  private static void ignore(RunStep step, Delivery delivery) {
    LOG.infof(
        "A step came again and is ignored. taskId=%s stepId=%s attempt=%d",
        step.taskId(), step.step().stepId(), step.step().attempt());
    delivery.acknowledge();
  }
}
