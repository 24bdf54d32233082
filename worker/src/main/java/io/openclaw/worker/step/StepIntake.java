package io.openclaw.worker.step;

import io.openclaw.event.EventJson;
import io.openclaw.event.Failure;
import io.openclaw.event.MalformedEventException;
import io.openclaw.event.StepCommand;
import io.openclaw.event.StepCommand.CancelStep;
import io.openclaw.event.StepCommand.RunStep;
import io.openclaw.worker.failure.FailureCode;
import io.openclaw.worker.liveness.WorkerIdentity;
import java.io.IOException;
import org.jboss.logging.Logger;

/**
 * Takes steps: the records of a topic one after the other, each only when there is room to run it.
 * A record is acknowledged once the attempt is taken, and the orchestrator was told by whom; until
 * then another worker gets it, too, and tells. Thread-safe.
 */
final class StepIntake {
  private static final Logger LOG = Logger.getLogger(StepIntake.class);

  /** Nobody would ever say anything about it. */
  private static final Failure LOST_TAKER =
      FailureCode.INTERNAL.failure("the worker that had begun it was lost with its machine");

  private final OwnedPartitions partitions;
  private final AttemptLedger ledger;
  private final StepReporter reporter;
  private final RunningSteps running;
  private final DeadLetters deadLetters;
  private final StepRooms rooms;
  private final CancelledSteps cancelled;
  private volatile boolean closed;

  StepIntake(
      OwnedPartitions partitions,
      AttemptLedger ledger,
      StepReporter reporter,
      RunningSteps running,
      DeadLetters deadLetters,
      StepRooms rooms,
      CancelledSteps cancelled) {
    this.partitions = partitions;
    this.ledger = ledger;
    this.reporter = reporter;
    this.running = running;
    this.deadLetters = deadLetters;
    this.rooms = rooms;
    this.cancelled = cancelled;
  }

  /** Takes no more; what waits for room and what comes from here on stays for other workers. */
  void close() {
    closed = true;
    rooms.close();
  }

  boolean isClosed() {
    return closed;
  }

  /**
   * Deals with a record; returns when the next one of its topic may come. Called by one thread at a
   * time for each topic.
   */
  void take(Delivery delivery) throws InterruptedException {
    if (closed) {
      return;
    }
    StepCommand command;
    try {
      command = read(delivery);
    } catch (MalformedEventException e) {
      deadLetters.send(delivery.record(), String.valueOf(e.getMessage()));
      delivery.acknowledge();
      return;
    }
    switch (command) {
      case RunStep step -> admitOrFail(step, delivery);
      case CancelStep _ -> delivery.acknowledge(); // they have a topic of their own
    }
  }

  private static StepCommand read(Delivery delivery) throws MalformedEventException {
    byte[] value = delivery.record().value();
    if (value == null) {
      throw new MalformedEventException("no StepCommand: the record is empty");
    }
    try {
      return EventJson.read(value, StepCommand.class);
    } catch (RuntimeException e) {
      // The next worker would read it no better.
      throw new MalformedEventException("no StepCommand: " + e, e);
    }
  }

  /** The orchestrator waits for whatever can be read; it has to hear of what cannot be run. */
  private void admitOrFail(RunStep step, Delivery delivery) throws InterruptedException {
    try {
      admit(step, delivery);
    } catch (IOException e) {
      fail(step, delivery, FailureCode.ofArtifacts(e));
    } catch (RuntimeException e) {
      LOG.errorf(e, "A step could not be started. taskId=%s", step.taskId());
      fail(step, delivery, FailureCode.INTERNAL.failure("the worker failed: " + e));
    }
  }

  private void fail(RunStep step, Delivery delivery, Failure cause) throws InterruptedException {
    reporter.failed(step, cause);
    delivery.acknowledge();
  }

  private void admit(RunStep step, Delivery delivery) throws IOException, InterruptedException {
    Standing standing = ledger.standing(step);
    if (!(standing instanceof Standing.New)) {
      passOver(step, standing, delivery);
      return;
    }
    if (cancelled.contains(step)) {
      drop(step, delivery);
      return;
    }
    // An earlier attempt may hold the very place that this one waits for.
    running.abandonEarlier(step);
    String agentId = StepTopics.agentId(delivery.record().topic());
    if (!rooms.enter(agentId)) {
      return;
    }
    boolean started = false;
    try {
      started = !closed && partitions.include(delivery.record()) && start(step, delivery, agentId);
    } finally {
      if (!started) {
        rooms.leave(agentId);
      }
    }
  }

  /**
   * Taken before the orchestrator is told by whom, so that nobody is named who has not got it.
   * Asked again whether it is new, since waiting for room takes as long as it takes; and whether it
   * is still the newest, since this process may have stood still after that.
   */
  private boolean start(RunStep step, Delivery delivery, String agentId)
      throws IOException, InterruptedException {
    Standing standing = ledger.standing(step);
    if (!(standing instanceof Standing.New)) {
      passOver(step, standing, delivery);
      return false;
    }
    if (cancelled.contains(step)) {
      drop(step, delivery);
      return false;
    }
    if (!ledger.take(step)) {
      passOver(step, ledger.standing(step), delivery);
      return false;
    }
    reporter.started(step);
    if (!ledger.isNewest(step)) {
      ignore(step, delivery);
      return false;
    }
    delivery.acknowledge();
    running.start(step, () -> rooms.leave(agentId));
    if (cancelled.contains(step)) {
      // It came while the step was about to begin.
      running.cancel(step.taskId(), step.step());
    }
    return true;
  }

  /** Somebody has it, and may have died before it could say so: only what is known is missed. */
  private void passOver(RunStep step, Standing standing, Delivery delivery)
      throws InterruptedException {
    switch (standing) {
      case Standing.OfNobodyKnown _ -> fail(step, delivery, LOST_TAKER);
      case Standing.OfOther(WorkerIdentity taker) -> {
        reporter.started(step, taker);
        ignore(step, delivery);
      }
      case Standing.New _, Standing.Own _, Standing.Overtaken _ -> ignore(step, delivery);
    }
  }

  private static void drop(RunStep step, Delivery delivery) {
    LOG.infof(
        "A step was cancelled before it began. taskId=%s stepId=%s attempt=%d",
        step.taskId(), step.step().stepId(), step.step().attempt());
    delivery.acknowledge();
  }

  private static void ignore(RunStep step, Delivery delivery) {
    LOG.infof(
        "A step came again and is ignored. taskId=%s stepId=%s attempt=%d",
        step.taskId(), step.step().stepId(), step.step().attempt());
    delivery.acknowledge();
  }
}
