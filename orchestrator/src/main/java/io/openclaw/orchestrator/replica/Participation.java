package io.openclaw.orchestrator.replica;

import io.openclaw.orchestrator.start.OrchestratorConfig;
import io.openclaw.orchestrator.store.OutageLog;
import io.openclaw.orchestrator.store.Transactions;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Gives this replica's partitions to others while it can't reach the database, since it can do
 * nothing with what comes; a replica whose way to the database is whole goes on with it. Where none
 * has one, all of it waits in Kafka, and nobody is restarted for that.
 */
@ApplicationScoped
class Participation {
  private static final Logger LOG = Logger.getLogger(Participation.class);
  private static final Duration LONGEST_ANSWER = Duration.ofSeconds(5);

  private final Transactions transactions;
  private final Partitions partitions;
  private final long patience;
  private final OutageLog outage = new OutageLog(LOG, "The database");
  private volatile @Nullable Long awaySince;

  Participation(Transactions transactions, Partitions partitions, OrchestratorConfig config) {
    this.transactions = transactions;
    this.partitions = partitions;
    this.patience = config.database().patience().toNanos();
  }

  @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  Uni<Void> look() {
    return transactions
        .statement(Participation::ask)
        .ifNoItem()
        .after(LONGEST_ANSWER)
        .fail()
        .chain(this::answers)
        .onFailure()
        .recoverWithUni(this::isSilent)
        .onFailure()
        .invoke(failure -> LOG.warn("Partitions can't change hands now", failure))
        .onFailure()
        .recoverWithNull();
  }

  private static Uni<Void> ask(Pool pool) {
    return pool.query("select 1").execute().replaceWithVoid();
  }

  private Uni<Void> answers() {
    outage.worked();
    awaySince = null;
    return partitions.take();
  }

  /** Counted from the first question without an answer: this process may have stood still. */
  private Uni<Void> isSilent(Throwable failure) {
    outage.failed(failure);
    long now = System.nanoTime();
    Long since = awaySince;
    if (since == null) {
      awaySince = now;
      return Uni.createFrom().voidItem();
    }
    return now - since < patience ? Uni.createFrom().voidItem() : partitions.giveUp();
  }
}
