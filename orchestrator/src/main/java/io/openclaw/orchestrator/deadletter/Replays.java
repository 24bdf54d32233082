package io.openclaw.orchestrator.deadletter;

import io.openclaw.orchestrator.message.KafkaOutput;
import io.openclaw.orchestrator.store.DeadLetterRow;
import io.openclaw.orchestrator.store.DeadLetterStore;
import io.openclaw.orchestrator.store.OutageLog;
import io.openclaw.orchestrator.store.Transactions;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Sends the letters that are to be replayed, one after the other; replicas share the work by
 * locking rows. At least once: what was sent when the process died is sent again, with the same
 * message id, and dropped by the receiver's inbox.
 */
@ApplicationScoped
class Replays {
  private static final Logger LOG = Logger.getLogger(Replays.class);
  private static final Duration PAUSE = Duration.ofSeconds(5);

  private final Transactions transactions;
  private final DeadLetterStore store;
  private final KafkaOutput output;
  private final OutageLog outage = new OutageLog(LOG, "Replay of dead letters");
  private final AtomicBoolean busy = new AtomicBoolean();

  Replays(Transactions transactions, DeadLetterStore store, KafkaOutput output) {
    this.transactions = transactions;
    this.store = store;
    this.output = output;
  }

  /** There may be something to send. Returns at once; from any thread. */
  void signal() {
    if (busy.compareAndSet(false, true)) {
      sendAll().subscribe().with(_ -> busy.set(false), failure -> busy.set(false));
    }
  }

  /** Finds what an earlier process has left, and what could not be sent before. */
  @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void sweep() {
    signal();
  }

  private Uni<Void> sendAll() {
    return Multi.createBy()
        .repeating()
        .uni(this::sendNext)
        .whilst(more -> more)
        .collect()
        .last()
        .onFailure()
        .invoke(outage::failed)
        .replaceWithVoid();
  }

  /** Whether there was one. */
  private Uni<Boolean> sendNext() {
    return transactions
        .run(() -> store.nextToSend().chain(this::send))
        .onFailure(UnsentException.class)
        .recoverWithUni(this::putAside);
  }

  private Uni<Boolean> send(@Nullable DeadLetterRow letter) {
    if (letter == null) {
      return Uni.createFrom().item(false);
    }
    Executor here = Transactions.here();
    return output
        .sending(Letters.record(letter.id(), letter.letter()))
        .onFailure()
        .transform(failure -> new UnsentException(letter.id(), failure))
        .emitOn(here)
        .chain(() -> store.sent(letter.id()))
        .invoke(() -> sent(letter))
        .replaceWith(true);
  }

  private void sent(DeadLetterRow letter) {
    outage.worked();
    LOG.infof("Dead letter is sent again id=%d topic=%s", letter.id(), letter.letter().topic());
  }

  /** Its topic may be gone; others need not wait for that. */
  private Uni<Boolean> putAside(Throwable failure) {
    outage.failed(failure);
    return failure instanceof UnsentException unsent
        ? transactions.run(() -> store.postpone(unsent.id, PAUSE).replaceWith(true))
        : Uni.createFrom().failure(failure);
  }

  /** Carries the letter out of the transaction that failed. */
  private static final class UnsentException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final long id;

    UnsentException(long id, Throwable cause) {
      super("dead letter " + id + " cannot be sent: " + cause, cause);
      this.id = id;
    }
  }
}
