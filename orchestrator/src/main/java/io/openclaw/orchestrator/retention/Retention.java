package io.openclaw.orchestrator.retention;

import io.openclaw.orchestrator.start.OrchestratorConfig;
import io.openclaw.orchestrator.store.AgentMessages;
import io.openclaw.orchestrator.store.DeadLetterStore;
import io.openclaw.orchestrator.store.FinishedTasks;
import io.openclaw.orchestrator.store.OutageLog;
import io.openclaw.orchestrator.store.Transactions;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.virtual.threads.VirtualThreads;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Deletes finished tasks, with their files, dead letters and messages of agents that are old, a few
 * at a time, so that nothing waits for it for longer than one batch takes. Replicas share the work
 * by locking rows; what one is at, the others pass over.
 */
@ApplicationScoped
class Retention {
  private static final Logger LOG = Logger.getLogger(Retention.class);
  private static final int BATCH = 200;

  /** So many times a task is passed over whose files could not be deleted: others come first. */
  private static final int PAUSES = 10;

  private final Transactions transactions;
  private final FinishedTasks tasks;
  private final TaskFiles files;
  private final DeadLetterStore letters;
  private final AgentMessages messages;
  private final OrchestratorConfig config;
  private final ExecutorService virtualThreads;
  private final OutageLog outage = new OutageLog(LOG, "Retention");

  Retention(
      Transactions transactions,
      FinishedTasks tasks,
      TaskFiles files,
      DeadLetterStore letters,
      AgentMessages messages,
      OrchestratorConfig config,
      @VirtualThreads ExecutorService virtualThreads) {
    this.transactions = transactions;
    this.tasks = tasks;
    this.files = files;
    this.letters = letters;
    this.messages = messages;
    this.config = config;
    this.virtualThreads = virtualThreads;
  }

  @Scheduled(
      every = "${openclaw.retention-interval:1m}",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  Uni<Void> sweep() {
    return forgetTasks()
        .chain(this::forgetLetters)
        .chain(this::forgetMessages)
        .invoke(outage::worked)
        .onFailure()
        .invoke(outage::failed)
        .onFailure()
        .recoverWithNull();
  }

  private Uni<Void> forgetTasks() {
    Duration kept = config.tasks().retention().kept();
    return kept == null
        ? Uni.createFrom().voidItem()
        : batches("finished tasks", () -> someTasks(kept));
  }

  private Uni<Void> forgetLetters() {
    Duration kept = config.deadLetters().retention().kept();
    return kept == null
        ? Uni.createFrom().voidItem()
        : batches("dead letters", () -> transactions.run(() -> letters.forget(kept, BATCH)));
  }

  private Uni<Void> forgetMessages() {
    Duration kept = config.inbox().retention().kept();
    return kept == null
        ? Uni.createFrom().voidItem()
        : batches("messages of agents", () -> transactions.run(() -> messages.forget(kept, BATCH)));
  }

  /** Each step of it may be done again, by any replica: nothing of a task is left in the end. */
  private Uni<Integer> someTasks(Duration kept) {
    return transactions
        .run(() -> tasks.choose(kept, config.retentionInterval().multipliedBy(PAUSES), BATCH))
        .emitOn(virtualThreads)
        .map(files::delete)
        .chain(gone -> transactions.run(() -> tasks.forget(gone)));
  }

  /** One after the other, until there is less left than one of them takes. */
  private Uni<Void> batches(String what, Supplier<Uni<Integer>> batch) {
    return Multi.createBy()
        .repeating()
        .uni(() -> batch.get().invoke(deleted -> note(what, deleted)))
        .whilst(deleted -> deleted == BATCH)
        .collect()
        .last()
        .replaceWithVoid();
  }

  private static void note(String what, int deleted) {
    if (deleted > 0) {
      LOG.infof("Retention has deleted %s count=%d", what, deleted);
    }
  }
}
