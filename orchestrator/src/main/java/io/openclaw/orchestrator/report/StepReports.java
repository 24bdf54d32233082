package io.openclaw.orchestrator.report;

import io.openclaw.event.StepReport;
import io.openclaw.orchestrator.engine.Decision;
import io.openclaw.orchestrator.engine.TaskInput;
import io.openclaw.orchestrator.message.Inbound;
import io.openclaw.orchestrator.message.Received;
import io.openclaw.orchestrator.store.Workers;
import io.openclaw.orchestrator.task.TaskMoves;
import io.openclaw.orchestrator.task.TaskTransactions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Takes the workers' reports from openclaw.reports. */
@ApplicationScoped
class StepReports {
  private final Inbound inbound;
  private final TaskTransactions transactions;
  private final TaskMoves moves;
  private final Workers workers;

  StepReports(Inbound inbound, TaskTransactions transactions, TaskMoves moves, Workers workers) {
    this.inbound = inbound;
    this.transactions = transactions;
    this.moves = moves;
    this.workers = workers;
  }

  @Incoming("reports")
  Uni<Void> onReport(ConsumerRecord<byte[], byte[]> record) {
    return inbound.handle(record, StepReport.class, this::take);
  }

  private Uni<Void> take(Received<StepReport> received) {
    return transactions.once(received.id(), () -> move(received.event()));
  }

  private Uni<Optional<Decision>> move(StepReport report) {
    TaskInput input = new TaskInput.Reported(report);
    return switch (report) {
      case StepReport.Started started ->
          workers
              .met(started.workerId(), started.incarnation())
              .chain(() -> moves.move(report.taskId(), input));
      case StepReport.Completed _, StepReport.Failed _ -> moves.move(report.taskId(), input);
    };
  }
}
