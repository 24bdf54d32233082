package io.openclaw.orchestrator.task;

import io.openclaw.orchestrator.outbox.Relay;
import io.openclaw.orchestrator.store.StaleException;
import io.openclaw.orchestrator.store.StoredTask;
import io.openclaw.orchestrator.store.TaskLedger;
import io.openclaw.orchestrator.store.TaskLedger.Stored;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;

/**
 * Where stored tasks move: takes a batch of impulses, asks the engine what each comes to, and
 * writes all of it at once. Then it is logged, and what is to leave leaves.
 *
 * <p>Mostly, nobody else has moved the same tasks since this process did, and a batch is one round
 * trip to the database. Where somebody has, nothing is written, and the batch is worked out anew
 * from what is stored.
 */
@ApplicationScoped
public class TaskMoves {
  private static final int MOST_CONFLICTS = 1000;

  private final TaskLedger ledger;
  private final RecentTasks recent;
  private final Relay relay;
  private final MoveLog log;
  private final Clock clock;

  /** What a batch is worked out from. */
  private record Basis(Map<UUID, Stored> stored, Set<String> dealtWith) {}

  TaskMoves(TaskLedger ledger, RecentTasks recent, Relay relay, MoveLog log, Clock clock) {
    this.ledger = ledger;
    this.recent = recent;
    this.relay = relay;
    this.log = log;
    this.clock = clock;
  }

  /**
   * Makes the moves, in order within each task, and completes when they are stored: all at once, or
   * in several parts where that would be too much. Where it fails, the same may be tried again: all
   * of it where the database was away, one by one where it would not store something. A message
   * that has been dealt with before changes nothing.
   */
  public Uni<Moved> apply(List<Impulse> impulses) {
    return Uni.createFrom()
        .deferred(() -> guess(impulses))
        .chain(basis -> venture(impulses, batch(impulses, basis)))
        .onFailure(StaleException.class)
        .recoverWithUni(() -> insist(impulses));
  }

  /**
   * What changes a task is written over the version that was guessed, or not at all. What leaves it
   * as it is may do so by the guess alone, and would be lost: only the truth dismisses it.
   */
  private Uni<Moved> venture(List<Impulse> impulses, MoveBatch batch) {
    if (batch.dismissesAny()) {
      recent.forget(ids(impulses));
      return insist(impulses);
    }
    return write(impulses, batch);
  }

  /** From what this process remembers; it reads only what it does not. */
  private Uni<Basis> guess(List<Impulse> impulses) {
    Map<UUID, Stored> known = new HashMap<>(recent.of(ids(impulses)));
    Set<UUID> unknown =
        impulses.stream()
            .filter(impulse -> impulse instanceof Impulse.Happening)
            .map(Impulse::taskId)
            .filter(id -> !known.containsKey(id))
            .collect(Collectors.toSet());
    return ledger.read(unknown).invoke(known::putAll).replaceWith(() -> new Basis(known, Set.of()));
  }

  /** Each time, one of those that move the same tasks gets further; it cannot go on for ever. */
  private Uni<Moved> insist(List<Impulse> impulses) {
    return Uni.createFrom()
        .deferred(() -> truth(impulses))
        .chain(basis -> write(impulses, batch(impulses, basis)))
        .onFailure(StaleException.class)
        .retry()
        .atMost(MOST_CONFLICTS);
  }

  private Uni<Basis> truth(List<Impulse> impulses) {
    Set<String> messageIds =
        impulses.stream()
            .map(Impulse::messageId)
            .filter(Objects::nonNull)
            .collect(Collectors.toSet());
    return ledger
        .read(ids(impulses))
        .chain(
            stored -> ledger.dealtWith(messageIds).map(dealtWith -> new Basis(stored, dealtWith)));
  }

  private MoveBatch batch(List<Impulse> impulses, Basis basis) {
    MoveBatch batch =
        new MoveBatch(
            basis.stored(),
            basis.dealtWith(),
            clock.instant(),
            ThreadLocalRandom.current()::nextDouble);
    impulses.forEach(batch::take);
    return batch;
  }

  private Uni<Moved> write(List<Impulse> impulses, MoveBatch batch) {
    Moved moved = batch.moved();
    Uni<Moved> written =
        ledger
            .write(batch.messageIds(), batch.entries())
            .onFailure()
            .invoke(() -> recent.forget(ids(impulses)))
            .invoke(stored -> settle(stored, moved))
            .replaceWith(moved);
    List<Impulse> left = batch.left();
    return left.isEmpty() ? written : written.chain(first -> apply(left).map(first::and));
  }

  private void settle(List<StoredTask> stored, Moved moved) {
    recent.keep(stored);
    if (!moved.decisions().isEmpty()) {
      relay.signal();
    }
    moved.decisions().forEach(log::moved);
  }

  private static Set<UUID> ids(List<Impulse> impulses) {
    Set<UUID> ids = new HashSet<>();
    impulses.forEach(impulse -> ids.add(impulse.taskId()));
    return ids;
  }
}
