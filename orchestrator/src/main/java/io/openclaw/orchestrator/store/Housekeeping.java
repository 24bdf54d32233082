package io.openclaw.orchestrator.store;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.openclaw.event.RunStream;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;

/** Forgets what is of no use any more, and counts what waits. */
@ApplicationScoped
class Housekeeping {
  private static final Logger LOG = Logger.getLogger(Housekeeping.class);

  /** Twice as long as Kafka keeps messages by default: none comes again after that. */
  private static final Duration INBOX_KEPT = Duration.ofDays(14);

  /** Of the workspace; an orchestrator that has one in force says so each hour. */
  private static final Duration VERSIONS_KEPT = Duration.ofDays(7);

  private static final Duration LOST_WORKERS_KEPT = Duration.ofDays(1);

  /** Messages that are forgotten at once. */
  private static final int BATCH = 10_000;

  private final Transactions transactions;
  private final TaskLedger ledger;
  private final Outbox outbox;
  private final Workers workers;
  private final WorkspaceVersions versions;
  private final DeadLetterStore letters;
  private final OutageLog counting = new OutageLog(LOG, "Counting what waits");
  private final AtomicLong outboxDepth;
  private final AtomicLong openLetters;

  Housekeeping(
      Transactions transactions,
      TaskLedger ledger,
      Outbox outbox,
      Workers workers,
      WorkspaceVersions versions,
      DeadLetterStore letters,
      MeterRegistry meters) {
    this.transactions = transactions;
    this.ledger = ledger;
    this.outbox = outbox;
    this.workers = workers;
    this.versions = versions;
    this.letters = letters;
    this.openLetters = meters.gauge("openclaw.dead.letters.open", new AtomicLong());
    this.outboxDepth =
        meters.gauge("message.queue.depth", Tags.of("queue_name", "outbox"), new AtomicLong());
  }

  @Scheduled(every = "1h", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  Uni<Void> forget() {
    return orLater("messages", forgetMessages())
        .chain(() -> orLater("workers", transactions.run(() -> workers.forget(LOST_WORKERS_KEPT))))
        .chain(() -> orLater("versions", transactions.run(() -> versions.forget(VERSIONS_KEPT))))
        .chain(() -> orLater("events", outbox.dropUnshown(RunStream.RETENTION)));
  }

  /** An hour's are too many for one statement. */
  private Uni<Integer> forgetMessages() {
    return Uni.createFrom()
        .deferred(() -> ledger.forgetMessages(INBOX_KEPT, BATCH))
        .repeat()
        .whilst(forgotten -> forgotten == BATCH)
        .collect()
        .last();
  }

  @Scheduled(every = "5s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  Uni<Void> count() {
    return outbox
        .depth()
        .invoke(outboxDepth::set)
        .chain(() -> transactions.run(letters::open))
        .invoke(openLetters::set)
        .replaceWithVoid()
        .invoke(counting::worked)
        .onFailure()
        .invoke(counting::failed)
        .onFailure()
        .recoverWithNull();
  }

  /** None of it is urgent, and none needs the other: what fails now is done in an hour. */
  private static Uni<Void> orLater(String what, Uni<?> work) {
    return work.replaceWithVoid()
        .onFailure()
        .invoke(failure -> LOG.warnf("Old %s stay for now reason=\"%s\"", what, failure))
        .onFailure()
        .recoverWithNull();
  }
}
