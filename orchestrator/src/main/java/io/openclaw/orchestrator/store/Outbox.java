package io.openclaw.orchestrator.store;

import static java.util.Objects.requireNonNull;

import io.openclaw.event.EventJson;
import io.openclaw.event.TaskCommand;
import io.openclaw.event.TaskCommand.SubmitTask;
import io.openclaw.event.Topics;
import io.openclaw.orchestrator.start.Bounds;
import io.openclaw.orchestrator.start.OrchestratorConfig;
import io.quarkus.runtime.Startup;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Messages that are to leave: stored with the move that they tell of, sent after it. Of all
 * replicas one at a time has the turn to send them, so that they leave in the order of their ids.
 */
@Startup(Bounds.CHECKED)
@ApplicationScoped
public class Outbox {
  /** Any number that nothing else locks. */
  static final long RELAY_LOCK = 0x6f70656e636c6177L;

  /** On it, replicas tell each other that there is something to send. */
  static final String CHANNEL = "openclaw_outbox";

  /** The relay asks each second, and has lost its turn after {@link OutboxTurn#LONGEST_SILENCE}. */
  private static final Bounds PATIENCE =
      new Bounds(Duration.ofMillis(1500), OutboxTurn.LONGEST_SILENCE.minusSeconds(5));

  private final Transactions transactions;
  private final Pool line;

  /**
   * @param shared is there before the line is made, which is made like it
   */
  Outbox(Transactions transactions, Pool shared, Pools pools, OrchestratorConfig config) {
    requireNonNull(shared.getDelegate(), "there is no database");
    this.transactions = transactions;
    Duration patience = PATIENCE.check("OPENCLAW_OUTBOX_PATIENCE", config.outbox().patience());
    this.line = pools.single(patience, OutboxTurn.SETTINGS);
  }

  /**
   * The turn to send, until it is given back; nothing where another replica has it. It ends by
   * itself, as does the wait for it, where the database does not answer for as long as the setting
   * {@code openclaw.outbox.patience} says. Not to be cancelled.
   *
   * @param told is called, on any thread, when another replica has something to send
   */
  public Uni<Optional<OutboxTurn>> turn(Runnable told) {
    return line.getConnection().chain(connection -> turn(connection, told));
  }

  /** Tells the replica that has the turn that there is something to send. */
  public Uni<Void> tell() {
    return transactions
        .statement(any -> any.query("notify " + CHANNEL).execute())
        .replaceWithVoid();
  }

  /**
   * Adds tasks that nobody has sent, to be taken in like those that the gateway sends; in the
   * transaction under way.
   */
  public Uni<Void> submit(List<SubmitTask> tasks) {
    return Bulk.run(
        """
        insert into outbox (topic, key, message_id, type, payload, size)
        select topic, key, "messageId", type, payload, length(payload)
        from json_to_recordset(cast(cast(:rows as text) as json))
          as r(topic text, key text, "messageId" text, type text, payload text)
        """,
        tasks.stream().map(Submission::of).toList());
  }

  /** As the statement above reads it. */
  record Submission(String topic, String key, String messageId, String type, String payload) {
    static Submission of(SubmitTask task) {
      String taskId = task.taskId().toString();
      return new Submission(
          Topics.TASKS,
          taskId,
          taskId + ":submit",
          EventJson.typeOf(task),
          StoreJson.write(task, TaskCommand.class));
    }
  }

  /** Gives up on showing what has become too old to be watched. */
  public Uni<Void> dropUnshown(Duration olderThan) {
    return transactions
        .statement(any ->
            any.preparedQuery(
                    "delete from outbox where sent"
                        + " and created_at < now() - make_interval(secs => $1)")
                .execute(Tuple.of((double) olderThan.toSeconds())))
        .replaceWithVoid();
  }

  /**
   * Whether at least so many messages are in it. Steps do not count: they wait where the topic of
   * their agent is missing, which is no reason to stop the others; where Kafka is away, the events
   * that tell of them wait as well.
   */
  public Uni<Boolean> holds(long messages) {
    return transactions
        .statement(any ->
            any.preparedQuery(
                    "select count(*) = $1 from (select 1 from outbox where not sent"
                        + " and not starts_with(topic, $2) limit $1) as unsent")
                .execute(Tuple.of(messages, Topics.steps(""))))
        .map(rows -> rows.iterator().next().getBoolean(0));
  }

  public Uni<Long> depth() {
    return transactions
        .statement(any -> any.query("select count(*) from outbox where not sent").execute())
        .map(rows -> rows.iterator().next().getLong(0));
  }

  private static Uni<Optional<OutboxTurn>> turn(SqlConnection connection, Runnable told) {
    return connection
        .query("select pg_try_advisory_lock(" + RELAY_LOCK + ")")
        .execute()
        .map(rows -> rows.iterator().next())
        .chain(row -> turn(connection, row, told))
        .onFailure()
        .call(connection::close);
  }

  private static Uni<Optional<OutboxTurn>> turn(SqlConnection connection, Row row, Runnable told) {
    return row.getBoolean(0)
        ? OutboxTurn.begin(connection, told).map(Optional::of)
        : connection.close().replaceWith(Optional.empty());
  }
}
