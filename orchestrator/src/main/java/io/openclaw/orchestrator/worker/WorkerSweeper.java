package io.openclaw.orchestrator.worker;

import io.openclaw.orchestrator.engine.TaskInput;
import io.openclaw.orchestrator.message.Fault;
import io.openclaw.orchestrator.start.Bounds;
import io.openclaw.orchestrator.start.OrchestratorConfig;
import io.openclaw.orchestrator.store.OutageLog;
import io.openclaw.orchestrator.store.Transactions;
import io.openclaw.orchestrator.store.Workers;
import io.openclaw.orchestrator.task.Impulse;
import io.openclaw.orchestrator.task.Moved;
import io.openclaw.orchestrator.task.TaskMoves;
import io.quarkus.runtime.Startup;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jboss.logging.Logger;

/** Finds the workers that have fallen silent, and gives what lost ones had started to others. */
@Startup(Bounds.CHECKED)
@ApplicationScoped
public class WorkerSweeper {
  private static final Logger LOG = Logger.getLogger(WorkerSweeper.class);
  private static final Duration LONGEST_GAP = Duration.ofSeconds(5);

  /**
   * Where Kafka does not answer, that is known this late, and nobody is heard meanwhile; a
   * heartbeat that was late before, and one that is late after, must not be one too many.
   */
  private static final Bounds SILENCE =
      Bounds.atLeast(HeartbeatChannel.LONGEST_WAIT.multipliedBy(2));

  private final Transactions transactions;
  private final TaskMoves moves;
  private final Workers workers;
  private final HeartbeatChannel channel;
  private final Duration silence;
  private final Grace grace;
  private final OutageLog outage = new OutageLog(LOG, "Care for the workers");
  private volatile boolean hasJudged;

  WorkerSweeper(
      Transactions transactions,
      TaskMoves moves,
      Workers workers,
      HeartbeatChannel channel,
      Clock clock,
      OrchestratorConfig config) {
    this.transactions = transactions;
    this.moves = moves;
    this.workers = workers;
    this.channel = channel;
    this.silence = SILENCE.check("OPENCLAW_WORKERS_SILENCE", config.workers().silence());
    this.grace = new Grace(silence, LONGEST_GAP, System::nanoTime, clock);
  }

  @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  Uni<Void> sweep() {
    if (channel.wasDeaf()) {
      grace.restart();
    }
    boolean judges = grace.isOver();
    Uni<Boolean> judge = judges ? loseSilent() : Uni.createFrom().item(false);
    return judge
        .call(this::rescue)
        .invoke(isDone -> hasJudged |= isDone)
        .invoke(outage::worked)
        .replaceWithVoid()
        .onFailure()
        .invoke(this::waits)
        .onFailure()
        .recoverWithNull();
  }

  /**
   * Whether the workers have had time to be heard since this process began, and what the silent
   * ones had started has gone to others.
   */
  public boolean hasJudged() {
    return hasJudged;
  }

  /** Takes the steps of lost processes away from them; each task in a transaction of its own. */
  Uni<Void> rescue() {
    return transactions
        .run(workers::orphans)
        .onItem()
        .transformToMulti(orphans -> Multi.createFrom().iterable(orphans))
        .onItem()
        .transformToUniAndConcatenate(this::rescueOne)
        .collect()
        .last();
  }

  private Uni<Void> rescueOne(Workers.Orphan orphan) {
    TaskInput lost = new TaskInput.WorkerLost(orphan.incarnation());
    return moves
        .apply(List.of(new Impulse.Happening(null, orphan.taskId(), lost)))
        .invoke(moved -> moved.refused().forEach(WorkerSweeper::leaveAlone))
        .replaceWithVoid()
        .onFailure(failure -> Fault.of(failure) != Fault.OUTAGE)
        .invoke(failure -> leaveAlone(orphan.taskId(), failure))
        .onFailure(failure -> Fault.of(failure) != Fault.OUTAGE)
        .recoverWithNull();
  }

  private static void leaveAlone(Moved.Refused refused) {
    leaveAlone(refused.impulse().taskId(), refused.reason());
  }

  /** It must not stand in the way of the others. */
  private static void leaveAlone(UUID taskId, Throwable failure) {
    LOG.errorf(failure, "Task is left alone taskId=%s", taskId);
  }

  /** Whether no silent one is left that another replica has to judge. */
  private Uni<Boolean> loseSilent() {
    return transactions.run(() -> workers.silent(silence).chain(this::loseHeard));
  }

  /**
   * Only this replica's own: another one may hear a worker and be unable to write that down, as
   * without its way to the database.
   */
  private Uni<Boolean> loseHeard(List<String> silent) {
    List<String> own = silent.stream().filter(channel::hears).toList();
    return own.isEmpty()
        ? Uni.createFrom().item(silent.isEmpty())
        : workers
            .lose(own, silence)
            .invoke(WorkerSweeper::logLost)
            .replaceWith(own.size() == silent.size());
  }

  private static void logLost(List<String> workerIds) {
    for (String workerId : workerIds) {
      LOG.warnf("Worker has fallen silent workerId=%s", workerId);
    }
  }

  /** Without the database no heartbeat was written down either. */
  private void waits(Throwable failure) {
    grace.restart();
    outage.failed(failure);
  }
}
