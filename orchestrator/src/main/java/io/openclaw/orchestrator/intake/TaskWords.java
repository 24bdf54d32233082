package io.openclaw.orchestrator.intake;

import com.fasterxml.jackson.annotation.JsonTypeName;
import io.openclaw.event.TaskCommand;
import io.openclaw.event.TaskCommand.CancelTask;
import io.openclaw.event.TaskCommand.ResolveApproval;
import io.openclaw.orchestrator.message.Inbound;
import io.openclaw.orchestrator.message.Received;
import io.openclaw.orchestrator.store.TaskLedger;
import io.openclaw.orchestrator.task.Moved;
import io.openclaw.orchestrator.task.TaskMoves;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/**
 * Hears what people say about tasks that run, cancels and approvals, although a task before it in
 * the line may not begin: {@link TaskIntake} holds up all that is behind such a task, so this reads
 * the same topic with a place of its own.
 *
 * <p>What is said about a task that has not begun stays {@link TaskIntake}'s, which comes to it in
 * order, behind the task. What was dealt with here, it knows again by its id.
 */
@ApplicationScoped
class TaskWords {
  private static final Set<String> TYPES =
      Stream.of(CancelTask.class, ResolveApproval.class)
          .map(type -> type.getAnnotation(JsonTypeName.class).value())
          .collect(Collectors.toSet());

  private final Inbound inbound;
  private final TaskLedger ledger;
  private final TaskMoves moves;

  TaskWords(Inbound inbound, TaskLedger ledger, TaskMoves moves) {
    this.inbound = inbound;
    this.ledger = ledger;
    this.moves = moves;
  }

  @Incoming("words")
  Uni<Void> onCommands(ConsumerRecords<byte[], byte[]> records) {
    return inbound.overhear(records, TaskCommand.class, TYPES, this::take);
  }

  private Uni<Map<String, Throwable>> take(List<Received<TaskCommand>> words) {
    Set<UUID> tasks = words.stream().map(word -> word.event().taskId()).collect(Collectors.toSet());
    return ledger
        .read(tasks)
        .map(begun -> words.stream().filter(word -> begun.containsKey(word.event().taskId())))
        .map(known -> known.map(TaskIntake::word).toList())
        .chain(moves::apply)
        .map(Moved::refusedMessages);
  }
}
