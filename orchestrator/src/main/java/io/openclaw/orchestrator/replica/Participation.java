package io.openclaw.orchestrator.replica;

import io.openclaw.orchestrator.start.Bounds;
import io.openclaw.orchestrator.start.OrchestratorConfig;
import io.openclaw.orchestrator.store.OutageLog;
import io.openclaw.orchestrator.store.Transactions;
import io.quarkus.runtime.Startup;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/**
 * Gives this replica's partitions to others while it can't reach the database, since it can do
 * nothing with what comes; a replica whose way to the database is whole goes on with it. Where none
 * has one, all of it waits in Kafka, and nobody is restarted for that.
 */
@Startup(Bounds.CHECKED)
@ApplicationScoped
class Participation {
  private static final Logger LOG = Logger.getLogger(Participation.class);

  /** One answer that comes late is no outage. */
  private static final Bounds PATIENCE = Bounds.atLeast(Duration.ofSeconds(3));

  private final Transactions transactions;
  private final Partitions partitions;
  private final long patience;
  private final OutageLog outage = new OutageLog(LOG, "The database");
  private final AtomicBoolean asking = new AtomicBoolean();
  private volatile boolean answered = true;

  /** How often in a row there was no answer; a process that stands still does not look. */
  private volatile long inVain;

  Participation(Transactions transactions, Partitions partitions, OrchestratorConfig config) {
    this.transactions = transactions;
    this.partitions = partitions;
    this.patience =
        PATIENCE.check("OPENCLAW_DATABASE_PATIENCE", config.database().patience()).toSeconds();
  }

  @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  Uni<Void> look() {
    long silent = answered ? 0 : inVain + 1;
    inVain = silent;
    ask();
    return change(silent)
        .onFailure()
        .invoke(failure -> LOG.warn("Partitions can't change hands now", failure))
        .onFailure()
        .recoverWithNull();
  }

  private Uni<Void> change(long silent) {
    if (silent == 0) {
      return partitions.take();
    }
    return silent < patience ? Uni.createFrom().voidItem() : partitions.giveUp();
  }

  /** One question at a time, for as long as it takes: cancelled, it would lose its connection. */
  private void ask() {
    if (asking.compareAndSet(false, true)) {
      answered = false;
      Cancellable _ =
          transactions
              .statement(Participation::ask)
              .onTermination()
              .invoke(() -> asking.set(false))
              .subscribe()
              .with(_ -> hear(), outage::failed);
    }
  }

  private static Uni<Void> ask(Pool pool) {
    return pool.query("select 1").execute().replaceWithVoid();
  }

  private void hear() {
    answered = true;
    outage.worked();
  }
}
