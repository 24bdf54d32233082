package io.openclaw.orchestrator.timer;

import io.openclaw.orchestrator.engine.TaskInput;
import io.openclaw.orchestrator.message.Fault;
import io.openclaw.orchestrator.store.OutageLog;
import io.openclaw.orchestrator.store.TaskStore;
import io.openclaw.orchestrator.store.Transactions;
import io.openclaw.orchestrator.task.Impulse;
import io.openclaw.orchestrator.task.Moved;
import io.openclaw.orchestrator.task.TaskMoves;
import io.openclaw.orchestrator.worker.WorkerSweeper;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Gives each task whose time has come its tick. Where two replicas give the same one, the second
 * changes nothing. After the start it waits until it is known which workers live: a step whose
 * worker is gone is done again, however long everything was down, and has not taken too long.
 */
@ApplicationScoped
class TaskTimer {
  private static final Logger LOG = Logger.getLogger(TaskTimer.class);
  private static final Duration ASIDE = Duration.ofMinutes(1);
  private static final int BATCH = 200;

  private final Transactions transactions;
  private final TaskStore store;
  private final TaskMoves moves;
  private final WorkerSweeper workers;
  private final Clock clock;
  private final OutageLog outage = new OutageLog(LOG, "Timers");

  TaskTimer(
      Transactions transactions,
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
        .uni(this::tickSome)
        .whilst(count -> count == BATCH)
        .collect()
        .last()
        .replaceWithVoid();
  }

  /** How many there were. */
  private Uni<Integer> tickSome() {
    return transactions
        .run(() -> store.due(clock.instant(), BATCH))
        .call(this::tickEach)
        .map(List::size);
  }

  private Uni<Void> tickEach(List<UUID> due) {
    return Multi.createFrom()
        .iterable(due)
        .onItem()
        .transformToUniAndConcatenate(this::tick)
        .collect()
        .last();
  }

  private Uni<Void> tick(UUID taskId) {
    Impulse tick = new Impulse.Happening(null, taskId, new TaskInput.Tick());
    return moves
        .apply(List.of(tick))
        .chain(this::putAside)
        .onFailure(failure -> Fault.of(failure) != Fault.OUTAGE)
        .recoverWithUni(failure -> putAside(taskId, failure));
  }

  private Uni<Void> putAside(Moved moved) {
    return moved.refused().isEmpty()
        ? Uni.createFrom().voidItem()
        : putAside(
            moved.refused().getFirst().impulse().taskId(), moved.refused().getFirst().reason());
  }

  /** It would be in the way of all that are due after it, each time. */
  private Uni<Void> putAside(UUID taskId, Throwable reason) {
    LOG.errorf(reason, "Task is put aside for now taskId=%s", taskId);
    Instant later = clock.instant().plus(ASIDE);
    return transactions.run(() -> store.postpone(taskId, later));
  }
}
