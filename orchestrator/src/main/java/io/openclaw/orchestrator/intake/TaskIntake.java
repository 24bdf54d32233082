package io.openclaw.orchestrator.intake;

import io.openclaw.event.TaskCommand;
import io.openclaw.event.TaskCommand.CancelTask;
import io.openclaw.event.TaskCommand.ResolveApproval;
import io.openclaw.event.TaskCommand.RetryTask;
import io.openclaw.event.TaskCommand.SubmitTask;
import io.openclaw.orchestrator.engine.TaskInput;
import io.openclaw.orchestrator.engine.TaskState;
import io.openclaw.orchestrator.message.Inbound;
import io.openclaw.orchestrator.message.Received;
import io.openclaw.orchestrator.route.Retries;
import io.openclaw.orchestrator.store.StoredTask;
import io.openclaw.orchestrator.store.TaskLedger;
import io.openclaw.orchestrator.store.TaskLedger.Stored;
import io.openclaw.orchestrator.task.Impulse;
import io.openclaw.orchestrator.task.Moved;
import io.openclaw.orchestrator.task.TaskMoves;
import io.openclaw.orchestrator.workspace.ActiveWorkspace;
import io.quarkus.virtual.threads.VirtualThreads;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jspecify.annotations.Nullable;

/** Takes the gateway's commands from openclaw.tasks, as many at once as there are. */
@ApplicationScoped
class TaskIntake {
  private final Inbound inbound;
  private final ActiveWorkspace workspace;
  private final TaskLedger ledger;
  private final TaskMoves moves;
  private final OutboxRoom outbox;
  private final ExecutorService virtualThreads;

  TaskIntake(
      Inbound inbound,
      ActiveWorkspace workspace,
      TaskLedger ledger,
      TaskMoves moves,
      OutboxRoom outbox,
      @VirtualThreads ExecutorService virtualThreads) {
    this.inbound = inbound;
    this.workspace = workspace;
    this.ledger = ledger;
    this.moves = moves;
    this.outbox = outbox;
    this.virtualThreads = virtualThreads;
  }

  @Incoming("tasks")
  Uni<Void> onCommands(ConsumerRecords<byte[], byte[]> records) {
    return inbound.handle(records, TaskCommand.class, this::take);
  }

  private Uni<Map<String, Throwable>> take(List<Received<TaskCommand>> commands) {
    return room(commands)
        .chain(() -> withoutHeard(commands))
        .chain(this::move)
        .map(Moved::refusedMessages);
  }

  /** What {@link TaskWords} has dealt with would be known again anyway, but only after a try. */
  private Uni<List<Received<TaskCommand>>> withoutHeard(List<Received<TaskCommand>> commands) {
    List<String> words =
        commands.stream().filter(command -> !isNew(command)).map(Received::id).toList();
    return ledger
        .dealtWith(words)
        .map(heard -> commands.stream().filter(command -> !heard.contains(command.id())).toList());
  }

  private Uni<Moved> move(List<Received<TaskCommand>> commands) {
    return earlier(commands).chain(earlier -> impulses(commands, earlier)).chain(moves::apply);
  }

  /** All waits that has come with a new task; what runs is able to end by {@link TaskWords}. */
  private Uni<Void> room(List<Received<TaskCommand>> commands) {
    return commands.stream().anyMatch(TaskIntake::isNew)
        ? outbox.require()
        : Uni.createFrom().voidItem();
  }

  private static boolean isNew(Received<TaskCommand> received) {
    return switch (received.event()) {
      case SubmitTask _, RetryTask _ -> true;
      case CancelTask _, ResolveApproval _ -> false;
    };
  }

  /** The tasks that are to be tried again. */
  private Uni<Map<UUID, Stored>> earlier(List<Received<TaskCommand>> commands) {
    Set<UUID> ids = new HashSet<>();
    for (Received<TaskCommand> received : commands) {
      if (received.event() instanceof RetryTask retry) {
        ids.add(retry.retryOf());
      }
    }
    return ledger.readKept(ids);
  }

  /** Off the event loop: planning looks for files, and for edits of the workspace. */
  private Uni<List<Impulse>> impulses(
      List<Received<TaskCommand>> commands, Map<UUID, Stored> earlier) {
    return Uni.createFrom()
        .item(() -> commands.stream().map(command -> impulse(command, earlier)).toList())
        .runSubscriptionOn(virtualThreads);
  }

  private Impulse impulse(Received<TaskCommand> received, Map<UUID, Stored> earlier) {
    return switch (received.event()) {
      case RetryTask retry -> again(received.id(), retry, earlier.get(retry.retryOf()));
      case SubmitTask submit ->
          new Impulse.Begin(received.id(), submit, workspace.plannerAt(submit.at()).plan(submit));
      case CancelTask _, ResolveApproval _ -> word(received);
    };
  }

  /** What somebody says about a task that has begun. */
  static Impulse word(Received<TaskCommand> received) {
    return switch (received.event()) {
      case CancelTask cancel ->
          happening(received, cancel.tenant(), new TaskInput.Cancel(cancel.by(), cancel.reason()));
      case ResolveApproval word ->
          happening(
              received,
              word.tenant(),
              new TaskInput.Resolve(word.stepId(), word.approved(), word.by(), word.note()));
      case SubmitTask _, RetryTask _ ->
          throw new IllegalArgumentException("no word about a task: " + received.id());
    };
  }

  private Impulse again(String messageId, RetryTask retry, @Nullable Stored stored) {
    TaskState earlier =
        switch (stored) {
          case null -> null;
          case Stored.Sound(StoredTask task) -> task.state();
          case Stored.Broken(var failure) -> throw failure;
          case Stored.LeftOut _ -> throw new IllegalStateException("not read: " + retry.taskId());
        };
    Retries retries = new Retries(workspace.plannerAt(retry.at()));
    return new Impulse.Begin(
        messageId, Retries.submit(retry, earlier), retries.plan(retry, earlier));
  }

  private static Impulse happening(Received<TaskCommand> received, String tenant, TaskInput input) {
    return new Impulse.Happening(received.id(), received.event().taskId(), tenant, input);
  }
}
