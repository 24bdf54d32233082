package io.openclaw.orchestrator.store;

import static java.util.Objects.requireNonNull;

import io.openclaw.orchestrator.engine.TaskState;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.PgException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where tasks stand, and what their moves come to. A batch of moves is written by one statement,
 * which is a transaction by itself: the messages that caused them, the new states, the events, the
 * messages that are to leave, the attempts that are with the workers. Either all of it is there or
 * nothing.
 *
 * <p>Nothing is locked beforehand. Each task's row has a version, and what was worked out from an
 * older one is not written; the same goes for a message that somebody else has dealt with.
 */
@ApplicationScoped
public class TaskLedger {
  /** Of states read at once, in characters; the last one may be beyond it. */
  private static final long MOST_AT_ONCE = 4L * 1024 * 1024;

  private static final String READ =
      """
      select id, version, case when before < $2 then cast(state as text) end
      from (
        select id, version, state, sum(size) over (order by id) - size as before
        from task where id = any($1)
      ) as sized
      """;

  private static final String READ_KEPT =
      """
      select id, version, cast(state as text)
      from task where id = any($1) and forgotten_at is null
      """;

  private static final String FORGET =
      """
      delete from inbox where message_id in (
        select message_id from inbox
        where received_at < now() - make_interval(secs => $1) limit $2)
      """;

  private static final String SERIALIZATION_FAILURE = "40001";
  private static final String DEADLOCK = "40P01";

  /**
   * What keeps a message from being dealt with twice, and a task from beginning twice. Which of
   * them a late one meets first is the database's choice: the parts of a statement have no order.
   */
  private static final Set<String> FIRST_COME =
      Set.of("inbox_pkey", "task_pkey", "task_event_pkey");

  private final Transactions transactions;
  private final Pool pool;

  /**
   * @param shared is there before the ledger's own pool is made, which is made like it
   */
  TaskLedger(Transactions transactions, Pool shared, Pools pools) {
    requireNonNull(shared.getDelegate(), "there is no database");
    this.transactions = transactions;
    this.pool = pools.ledger();
  }

  /**
   * Those tasks of which there is a row; a state that nobody can read comes as a failure. Where
   * they are large, some are left out; never all.
   */
  public Uni<Map<UUID, Stored>> read(Collection<UUID> ids) {
    return ids.isEmpty()
        ? Uni.createFrom().item(Map.of())
        : query(READ, Tuple.of(ids.toArray(UUID[]::new), MOST_AT_ONCE)).map(TaskLedger::stored);
  }

  /** As {@link #read}, without those that are being deleted, and leaving out none. */
  public Uni<Map<UUID, Stored>> readKept(Collection<UUID> ids) {
    return ids.isEmpty()
        ? Uni.createFrom().item(Map.of())
        : query(READ_KEPT, Tuple.of(ids.toArray(UUID[]::new))).map(TaskLedger::stored);
  }

  /** Those of some messages that have been dealt with. */
  public Uni<Set<String>> dealtWith(Collection<String> messageIds) {
    return messageIds.isEmpty()
        ? Uni.createFrom().item(Set.of())
        : query(
                "select message_id from inbox where message_id = any($1)",
                Tuple.of(messageIds.toArray(String[]::new)))
            .map(TaskLedger::ids);
  }

  /**
   * Writes a batch; fails with {@link StaleException} where another one was faster, and otherwise
   * where a task that is to be tried again is being deleted since it was read.
   *
   * @param messageIds of what has caused it
   * @return the changed tasks as they are stored now
   */
  public Uni<List<StoredTask>> write(Collection<String> messageIds, List<TaskEntry> entries) {
    if (messageIds.isEmpty() && entries.isEmpty()) {
      return Uni.createFrom().item(List.of());
    }
    LedgerRows rows = LedgerRows.of(messageIds, entries);
    return query(LedgerStatement.WRITE.sql(), Tuple.from(rows.parameters()))
        .onFailure(TaskLedger::isStale)
        .transform(StaleException::new)
        .replaceWith(rows.stored());
  }

  /** Forgets messages that are too old to come again: up to a limit. Gives how many. */
  Uni<Integer> forgetMessages(Duration olderThan, int limit) {
    return query(FORGET, Tuple.of((double) olderThan.toSeconds(), limit)).map(RowSet::rowCount);
  }

  /** A row, readable or not. */
  public sealed interface Stored {

    /** As it should be. */
    record Sound(StoredTask task) implements Stored {}

    /** By a program that writes them differently, or by hand. */
    record Broken(UnreadableTaskException failure) implements Stored {}

    /** Not read, because the others were large enough together. */
    record LeftOut() implements Stored {}
  }

  private Uni<RowSet<Row>> query(String sql, Tuple parameters) {
    return transactions.statement(() -> pool.preparedQuery(sql).execute(parameters));
  }

  private static Map<UUID, Stored> stored(RowSet<Row> rows) {
    Map<UUID, Stored> stored = new HashMap<>();
    for (Row row : rows) {
      stored.put(row.getUUID(0), stored(row.getLong(1), row.getString(2)));
    }
    return stored;
  }

  private static Stored stored(long version, @Nullable String json) {
    if (json == null) {
      return new Stored.LeftOut();
    }
    try {
      TaskState state = StoreJson.read(json, TaskState.class);
      return new Stored.Sound(new StoredTask(state, version, json.length()));
    } catch (UnreadableTaskException e) {
      return new Stored.Broken(e);
    }
  }

  private static Set<String> ids(RowSet<Row> rows) {
    Set<String> ids = new HashSet<>();
    rows.forEach(row -> ids.add(row.getString(0)));
    return ids;
  }

  private static boolean isStale(Throwable failure) {
    return failure instanceof PgException postgres
        && (SERIALIZATION_FAILURE.equals(postgres.getSqlState())
            || DEADLOCK.equals(postgres.getSqlState())
            || FIRST_COME.contains(String.valueOf(postgres.getConstraint())));
  }
}
