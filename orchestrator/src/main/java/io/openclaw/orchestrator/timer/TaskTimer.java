package io.openclaw.orchestrator.timer;

import io.openclaw.orchestrator.engine.Decision;
import io.openclaw.orchestrator.engine.TaskInput;
import io.openclaw.orchestrator.message.Fault;
import io.openclaw.orchestrator.store.OutageLog;
import io.openclaw.orchestrator.store.TaskStore;
import io.openclaw.orchestrator.task.TaskMoves;
import io.openclaw.orchestrator.task.TaskTransactions;
import io.openclaw.orchestrator.worker.WorkerSweeper;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Gives each task whose time has come its tick; replicas share the work by locking rows. After the
 * start it waits until it is known which workers live: a step whose worker is gone is done again,
 * however long everything was down, and has not taken too long.
 */
@ApplicationScoped
class TaskTimer {
  private static final Logger LOG = Logger.getLogger(TaskTimer.class);
  private static final Duration ASIDE = Duration.ofMinutes(1);

  private final TaskTransactions transactions;
  private final TaskStore store;
  private final TaskMoves moves;
  private final WorkerSweeper workers;
  private final Clock clock;
  private final OutageLog outage = new OutageLog(LOG, "Timers");

  TaskTimer(
      TaskTransactions transactions,
      TaskStore store,
      TaskMoves moves,
      WorkerSweeper workers,
      Clock clock) {
    this.transactions = transactions;
    this.store = store;
    this.moves = moves;
    this.workers = workers;
    this.clock = clock;
  }

  @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  Uni<Void> sweep() {
    if (!workers.hasJudged()) {
      return Uni.createFrom().voidItem();
    }
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
        .uni(this::tickNext)
        .whilst(Optional::isPresent)
        .collect()
        .last()
        .replaceWithVoid();
  }

  private Uni<Optional<Decision>> tickNext() {
    return transactions
        .run(() -> store.nextDue(clock.instant()).chain(this::tick))
        .onFailure(StuckTaskException.class)
        .recoverWithUni(this::putAside);
  }

  private Uni<Optional<Decision>> tick(@Nullable UUID taskId) {
    return taskId == null
        ? Uni.createFrom().item(Optional.empty())
        : moves
            .move(taskId, new TaskInput.Tick())
            .onFailure(failure -> Fault.of(failure) != Fault.OUTAGE)
            .transform(failure -> new StuckTaskException(taskId, failure));
  }

  /** It would stand in the way of all that are due after it; the next sweep goes on with those. */
  private Uni<Optional<Decision>> putAside(StuckTaskException stuck) {
    LOG.errorf(stuck.getCause(), "Task is put aside for now taskId=%s", stuck.taskId);
    Instant later = clock.instant().plus(ASIDE);
    return transactions.run(
        () -> store.postpone(stuck.taskId, later).replaceWith(Optional.<Decision>empty()));
  }

  /** Carries the task out of the transaction that failed. */
  private static final class StuckTaskException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final UUID taskId;

    StuckTaskException(UUID taskId, Throwable cause) {
      super(cause);
      this.taskId = taskId;
    }
  }
}
