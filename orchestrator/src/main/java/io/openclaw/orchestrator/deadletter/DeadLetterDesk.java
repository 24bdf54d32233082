package io.openclaw.orchestrator.deadletter;

import io.openclaw.deadletter.DeadLetterState;
import io.openclaw.orchestrator.store.DeadLetterRow;
import io.openclaw.orchestrator.store.DeadLetterStore;
import io.openclaw.orchestrator.store.Transactions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.function.Function;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Carries out what people decide about dead letters; of several decisions the first counts. */
@ApplicationScoped
public class DeadLetterDesk {
  private static final Logger LOG = Logger.getLogger(DeadLetterDesk.class);

  private final Transactions transactions;
  private final DeadLetterStore store;
  private final Replays replays;

  DeadLetterDesk(Transactions transactions, DeadLetterStore store, Replays replays) {
    this.transactions = transactions;
    this.store = store;
    this.replays = replays;
  }

  /** Has a letter sent again; once this is done it will be, whatever dies meanwhile. */
  public Uni<Ruling> replay(long id) {
    return transactions.run(() -> rule(id, this::replay)).invoke(replays::signal);
  }

  /** Deletes a letter's content. */
  public Uni<Ruling> drop(long id) {
    return transactions.run(() -> rule(id, letter -> decide(letter, store.drop(id))));
  }

  private Uni<Ruling> rule(long id, Function<DeadLetterRow, Uni<Ruling>> decision) {
    return store.lock(id).chain(letter -> rule(letter, decision));
  }

  private static Uni<Ruling> rule(
      @Nullable DeadLetterRow letter, Function<DeadLetterRow, Uni<Ruling>> decision) {
    if (letter == null) {
      return Uni.createFrom().item(new Ruling.Unknown());
    }
    return letter.state() == DeadLetterState.OPEN
        ? decision.apply(letter)
        : Uni.createFrom().item(new Ruling.Closed(letter.state()));
  }

  private Uni<Ruling> replay(DeadLetterRow letter) {
    return Optional.ofNullable(Letters.obstacle(letter.letter()))
        .map(why -> Uni.createFrom().<Ruling>item(new Ruling.Unsendable(why)))
        .orElseGet(() -> decide(letter, store.replay(letter.id())));
  }

  private Uni<Ruling> decide(DeadLetterRow letter, Uni<Void> change) {
    return change
        .chain(() -> store.find(letter.id()))
        .invoke(DeadLetterDesk::note)
        .map(changed -> new Ruling.Done(changed == null ? letter : changed));
  }

  private static void note(@Nullable DeadLetterRow letter) {
    if (letter != null) {
      LOG.infof(
          "Dead letter is decided about id=%d state=%s topic=%s",
          letter.id(), letter.state(), letter.letter().topic());
    }
  }
}
