package io.openclaw.worker.step;

import io.openclaw.event.EventJson;
import io.openclaw.event.MalformedEventException;
import io.openclaw.event.StepCommand;
import io.openclaw.event.StepCommand.CancelStep;
import io.openclaw.event.StepCommand.RunStep;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

/**
 * Hears of attempts that nobody waits for any more, and ends those that this worker is at. Every
 * worker reads all of them from the moment that it starts; what it has missed before, it cannot
 * have begun.
 */
@ApplicationScoped
class CancelConsumer {
  private static final Logger LOG = Logger.getLogger(CancelConsumer.class);

  private final CancelledSteps cancelled;
  private final RunningSteps running;

  CancelConsumer(CancelledSteps cancelled, RunningSteps running) {
    this.cancelled = cancelled;
    this.running = running;
  }

  /** Waits for nothing: a step takes its time to end. */
  @Incoming("cancels")
  void take(ConsumerRecord<byte[], byte[]> record) {
    try {
      switch (read(record)) {
        case CancelStep command -> cancel(command);
        case RunStep step ->
            LOG.warnf("A step on the topic of cancels is ignored. taskId=%s", step.taskId());
      }
    } catch (MalformedEventException | RuntimeException e) {
      // Each worker reads it, and none must stop for it.
      LOG.warnf("A message that says nothing to a worker is ignored. reason=%s", e);
    }
  }

  private void cancel(CancelStep command) {
    cancelled.add(command);
    if (running.cancel(command.taskId(), command.step())) {
      LOG.infof(
          "Step cancelled. taskId=%s stepId=%s agentId=%s attempt=%d reason=\"%s\"",
          command.taskId(),
          command.step().stepId(),
          command.step().agentId(),
          command.step().attempt(),
          command.reason());
    }
  }

  private static StepCommand read(ConsumerRecord<byte[], byte[]> record)
      throws MalformedEventException {
    if (record.value() == null) {
      throw new MalformedEventException("the record is empty");
    }
    return EventJson.read(record.value(), StepCommand.class);
  }
}
