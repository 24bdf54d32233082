package io.openclaw.orchestrator.intake;

import io.openclaw.event.TaskCommand;
import io.openclaw.event.TaskCommand.CancelTask;
import io.openclaw.event.TaskCommand.ResolveApproval;
import io.openclaw.event.TaskCommand.SubmitTask;
import io.openclaw.orchestrator.engine.TaskInput;
import io.openclaw.orchestrator.message.Inbound;
import io.openclaw.orchestrator.message.Received;
import io.openclaw.orchestrator.route.Planning;
import io.openclaw.orchestrator.task.TaskMoves;
import io.openclaw.orchestrator.task.TaskTransactions;
import io.openclaw.orchestrator.workspace.ActiveWorkspace;
import io.quarkus.virtual.threads.VirtualThreads;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.ExecutorService;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Takes the gateway's commands from openclaw.tasks. */
@ApplicationScoped
class TaskIntake {
  private final Inbound inbound;
  private final ActiveWorkspace workspace;
  private final TaskTransactions transactions;
  private final TaskMoves moves;
  private final ExecutorService virtualThreads;

  TaskIntake(
      Inbound inbound,
      ActiveWorkspace workspace,
      TaskTransactions transactions,
      TaskMoves moves,
      @VirtualThreads ExecutorService virtualThreads) {
    this.inbound = inbound;
    this.workspace = workspace;
    this.transactions = transactions;
    this.moves = moves;
    this.virtualThreads = virtualThreads;
  }

  @Incoming("tasks")
  Uni<Void> onCommand(ConsumerRecord<byte[], byte[]> record) {
    return inbound.handle(record, TaskCommand.class, this::accept);
  }

  private Uni<Void> accept(Received<TaskCommand> received) {
    return switch (received.event()) {
      case SubmitTask submit ->
          plan(submit)
              .chain(planning ->
                  transactions.once(received.id(), () -> moves.begin(submit, planning)));
      case CancelTask cancel -> move(received, new TaskInput.Cancel(cancel.by(), cancel.reason()));
      case ResolveApproval word ->
          move(
              received,
              new TaskInput.Resolve(word.stepId(), word.approved(), word.by(), word.note()));
    };
  }

  private Uni<Void> move(Received<TaskCommand> received, TaskInput input) {
    return transactions.once(received.id(), () -> moves.move(received.event().taskId(), input));
  }

  /** Off the event loop: it looks for files, and for edits of the workspace. */
  private Uni<Planning> plan(SubmitTask submit) {
    return Uni.createFrom()
        .item(() -> workspace.plannerAt(submit.at()).plan(submit))
        .runSubscriptionOn(virtualThreads);
  }
}
