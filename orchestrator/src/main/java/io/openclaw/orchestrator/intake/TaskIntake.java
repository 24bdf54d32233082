package io.openclaw.orchestrator.intake;

import io.openclaw.event.TaskCommand;
import io.openclaw.event.TaskCommand.CancelTask;
import io.openclaw.event.TaskCommand.ResolveApproval;
import io.openclaw.event.TaskCommand.SubmitTask;
import io.openclaw.orchestrator.engine.TaskInput;
import io.openclaw.orchestrator.message.Inbound;
import io.openclaw.orchestrator.message.Received;
import io.openclaw.orchestrator.task.Impulse;
import io.openclaw.orchestrator.task.Moved;
import io.openclaw.orchestrator.task.TaskMoves;
import io.openclaw.orchestrator.workspace.ActiveWorkspace;
import io.quarkus.virtual.threads.VirtualThreads;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Takes the gateway's commands from openclaw.tasks, as many at once as there are. */
@ApplicationScoped
class TaskIntake {
  private final Inbound inbound;
  private final ActiveWorkspace workspace;
  private final TaskMoves moves;
  private final ExecutorService virtualThreads;

  TaskIntake(
      Inbound inbound,
      ActiveWorkspace workspace,
      TaskMoves moves,
      @VirtualThreads ExecutorService virtualThreads) {
    this.inbound = inbound;
    this.workspace = workspace;
    this.moves = moves;
    this.virtualThreads = virtualThreads;
  }

  @Incoming("tasks")
  Uni<Void> onCommands(ConsumerRecords<byte[], byte[]> records) {
    return inbound.handle(records, TaskCommand.class, this::take);
  }

  private Uni<Map<String, Throwable>> take(List<Received<TaskCommand>> commands) {
    return impulses(commands).chain(moves::apply).map(TaskIntake::refused);
  }

  /** Off the event loop: planning looks for files, and for edits of the workspace. */
  private Uni<List<Impulse>> impulses(List<Received<TaskCommand>> commands) {
    return Uni.createFrom()
        .item(() -> commands.stream().map(this::impulse).toList())
        .runSubscriptionOn(virtualThreads);
  }

  private Impulse impulse(Received<TaskCommand> received) {
    return switch (received.event()) {
      case SubmitTask submit ->
          new Impulse.Begin(received.id(), submit, workspace.plannerAt(submit.at()).plan(submit));
      case CancelTask cancel ->
          happening(received, new TaskInput.Cancel(cancel.by(), cancel.reason()));
      case ResolveApproval word ->
          happening(
              received,
              new TaskInput.Resolve(word.stepId(), word.approved(), word.by(), word.note()));
    };
  }

  private static Impulse happening(Received<TaskCommand> received, TaskInput input) {
    return new Impulse.Happening(received.id(), received.event().taskId(), input);
  }

  private static Map<String, Throwable> refused(Moved moved) {
    return moved.refused().stream()
        .collect(
            Collectors.toMap(
                one -> String.valueOf(one.impulse().messageId()), Moved.Refused::reason));
  }
}
