package io.openclaw.orchestrator.task;

import io.openclaw.orchestrator.outbox.Relay;
import io.openclaw.orchestrator.store.Inbox;
import io.openclaw.orchestrator.store.Transactions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.Supplier;

/** Transactions in which tasks move: what they leave in the outbox goes out right after. */
@ApplicationScoped
public class TaskTransactions {
  private final Transactions transactions;
  private final Inbox inbox;
  private final Relay relay;

  TaskTransactions(Transactions transactions, Inbox inbox, Relay relay) {
    this.transactions = transactions;
    this.inbox = inbox;
    this.relay = relay;
  }

  public <T> Uni<T> run(Supplier<Uni<T>> work) {
    return transactions.run(work).invoke(relay::signal);
  }

  /** Does nothing where that message has been dealt with before. */
  public Uni<Void> once(String messageId, Supplier<Uni<Void>> work) {
    return run(() ->
        inbox.claim(messageId).chain(first -> first ? work.get() : Uni.createFrom().voidItem()));
  }
}
