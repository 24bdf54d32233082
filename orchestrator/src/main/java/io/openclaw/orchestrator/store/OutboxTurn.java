package io.openclaw.orchestrator.store;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.pgclient.PgConnection;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A replica's turn to send what is in the outbox. It lasts as long as its connection to the
 * database, which nobody shares, and everything about it goes through that connection: a replica
 * that was frozen for longer than {@link #LONGEST_SILENCE} has lost it, and finds out with its next
 * word. Not for more than one thread at a time.
 */
public final class OutboxTurn {
  /** Of a replica that has the turn: it asks what is next more often than that. */
  public static final Duration LONGEST_SILENCE = Duration.ofSeconds(30);

  /**
   * From its first moment on: where nobody hears that a connection has the turn, it loses it again.
   * Where the database dies and has forgotten that something was sent, it is sent again: what is
   * noted over it need not be on its disk before the next batch goes.
   */
  static final Map<String, String> SETTINGS =
      Map.of(
          "application_name",
          "openclaw-relay",
          "idle_session_timeout",
          String.valueOf(LONGEST_SILENCE.toMillis()),
          "synchronous_commit",
          "off");

  /** Of payloads, in characters; where the first one is larger, it comes alone. */
  private static final long MOST_AT_ONCE = 4L * 1024 * 1024;

  /** Which partition each attempt has gone to. */
  private static final Columns<Map.Entry<AttemptId, Integer>> PLACED =
      Columns.<Map.Entry<AttemptId, Integer>>none()
          .with("task_id", ColumnType.UUID, placed -> placed.getKey().taskId())
          .with("step_id", ColumnType.TEXT, placed -> placed.getKey().step().stepId())
          .with("agent_id", ColumnType.TEXT, placed -> placed.getKey().step().agentId())
          .with("attempt", ColumnType.INT, placed -> placed.getKey().step().attempt())
          .with("partition", ColumnType.INT, Map.Entry::getValue);

  private static final String NEXT =
      """
      with gone as (
        delete from outbox where id = any($1)
      ),
      unshown as (
        update outbox set sent = true where id = any($2)
      ),
      placed as (
        update attempt set partition = r.partition
        from unnest(%s) as r(%s)
        where attempt.task_id = r.task_id and attempt.step_id = r.step_id
          and attempt.agent_id = r.agent_id and attempt.attempt = r.attempt
      )
      select id, topic, key, message_id, type, seq, payload
      from (
        select *, sum(size) over (order by id) - size as before
        from (
          select * from outbox
          where sent = false and id <> all($1) and id <> all($2) and topic <> all($10)
          order by id limit $8
        ) as oldest
      ) as sized
      where before < $9
      order by id
      """
          .formatted(PLACED.parameters(3), PLACED.names());

  private static final String UNSHOWN =
      """
      select id, topic, key, message_id, type, seq, payload
      from (
        select *, sum(size) over (order by id) - size as before
        from (select * from outbox where sent = true order by id limit $1) as oldest
      ) as sized
      where before < $2
      order by id
      """;

  private final SqlConnection connection;

  private OutboxTurn(SqlConnection connection) {
    this.connection = connection;
  }

  static Uni<OutboxTurn> begin(SqlConnection connection, Runnable told) {
    PgConnection.cast(connection).notificationHandler(_ -> told.run());
    return connection
        .query("listen " + Outbox.CHANNEL)
        .execute()
        .replaceWith(() -> new OutboxTurn(connection));
  }

  /**
   * Notes what has become of the messages so far, and gives the oldest of the others: up to a
   * limit, fewer where they are large, none where there are none.
   *
   * @param leftOut topics for which nothing is wanted now
   */
  public Uni<List<OutboxMessage>> next(Settled settled, int limit, Set<String> leftOut) {
    List<Object> parameters = new ArrayList<>();
    parameters.add(settled.gone().toArray(Long[]::new));
    parameters.add(settled.unshown().toArray(Long[]::new));
    parameters.addAll(PLACED.arrays(List.copyOf(settled.partitions().entrySet())));
    parameters.add(limit);
    parameters.add(MOST_AT_ONCE);
    parameters.add(leftOut.toArray(String[]::new));
    return connection.preparedQuery(NEXT).execute(Tuple.from(parameters)).map(OutboxTurn::messages);
  }

  /** The oldest messages that are on Kafka and not in the live view. */
  public Uni<List<OutboxMessage>> unshown(int limit) {
    return connection
        .preparedQuery(UNSHOWN)
        .execute(Tuple.of(limit, MOST_AT_ONCE))
        .map(OutboxTurn::messages);
  }

  /** Gives the turn back. */
  public Uni<Void> end() {
    PgConnection.cast(connection).notificationHandler(null);
    return connection
        .query("unlisten %s; select pg_advisory_unlock_all()".formatted(Outbox.CHANNEL))
        .execute()
        .onTermination()
        .call(connection::close)
        .replaceWithVoid();
  }

  private static List<OutboxMessage> messages(RowSet<Row> rows) {
    List<OutboxMessage> messages = new ArrayList<>();
    for (Row row : rows) {
      messages.add(
          new OutboxMessage(
              row.getLong(0),
              row.getString(1),
              row.getString(2),
              row.getString(3),
              row.getString(4),
              row.getLong(5),
              row.getString(6)));
    }
    return messages;
  }
}
