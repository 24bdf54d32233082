package io.openclaw.orchestrator.timer;

import io.openclaw.orchestrator.engine.TaskInput;
import io.openclaw.orchestrator.store.OutageLog;
import io.openclaw.orchestrator.store.TaskStore;
import io.openclaw.orchestrator.store.UnreadableTaskException;
import io.openclaw.orchestrator.task.TaskMoves;
import io.openclaw.orchestrator.task.TaskTransactions;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Gives each task whose time has come its tick; replicas share the work by locking rows. */
@ApplicationScoped
class TaskTimer {
  private static final Logger LOG = Logger.getLogger(TaskTimer.class);

  private final TaskTransactions transactions;
  private final TaskStore store;
  private final TaskMoves moves;
  private final Clock clock;
  private final OutageLog outage = new OutageLog(LOG, "Timers");

  TaskTimer(TaskTransactions transactions, TaskStore store, TaskMoves moves, Clock clock) {
    this.transactions = transactions;
    this.store = store;
    this.moves = moves;
    this.clock = clock;
  }

  @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  Uni<Void> sweep() {
    return tickAll()
        .invoke(outage::worked)
        .onFailure()
        .invoke(outage::failed)
        .onFailure()
        .recoverWithNull();
  }

  private Uni<Void> tickAll() {
    return Multi.createBy()
        .repeating()
        .uni(() -> transactions.run(this::tickNext))
        .whilst(more -> more)
        .collect()
        .last()
        .replaceWithVoid();
  }

  private Uni<Boolean> tickNext() {
    return store.nextDue(clock.instant()).chain(this::tick);
  }

  private Uni<Boolean> tick(@Nullable UUID taskId) {
    return taskId == null
        ? Uni.createFrom().item(false)
        : moves
            .move(taskId, new TaskInput.Tick())
            .onFailure(UnreadableTaskException.class)
            .recoverWithUni(failure -> putAside(taskId, failure))
            .replaceWith(true);
  }

  /** It would stand in the way of all that are due after it. */
  private Uni<Void> putAside(UUID taskId, Throwable failure) {
    LOG.errorf("Task is put aside taskId=%s reason=\"%s\"", taskId, failure.getMessage());
    return store.neverWake(taskId);
  }
}
