package io.openclaw.orchestrator.task;

import io.openclaw.orchestrator.engine.Decision;
import io.openclaw.orchestrator.outbox.Relay;
import io.openclaw.orchestrator.store.Inbox;
import io.openclaw.orchestrator.store.Transactions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Transactions in which a task moves. Once the move is for good, it is logged, and what it left in
 * the outbox goes out.
 */
@ApplicationScoped
public class TaskTransactions {
  private final Transactions transactions;
  private final Inbox inbox;
  private final Relay relay;
  private final MoveLog log;

  TaskTransactions(Transactions transactions, Inbox inbox, Relay relay, MoveLog log) {
    this.transactions = transactions;
    this.inbox = inbox;
    this.relay = relay;
    this.log = log;
  }

  /**
   * Makes a move, and gives what it was.
   *
   * @param move gives nothing where the task did not move
   */
  public Uni<Optional<Decision>> run(Supplier<Uni<Optional<Decision>>> move) {
    return transactions
        .run(move)
        .invoke(relay::signal)
        .invoke(decision -> decision.ifPresent(log::moved));
  }

  /** Does nothing where that message has been dealt with before. */
  public Uni<Void> once(String messageId, Supplier<Uni<Optional<Decision>>> move) {
    return run(() ->
            inbox
                .claim(messageId)
                .chain(first -> first ? move.get() : Uni.createFrom().item(Optional.empty())))
        .replaceWithVoid();
  }
}
