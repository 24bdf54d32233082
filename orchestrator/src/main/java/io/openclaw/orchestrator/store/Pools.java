package io.openclaw.orchestrator.store;

import static java.util.Objects.requireNonNull;

import io.openclaw.orchestrator.start.Bounds;
import io.openclaw.orchestrator.start.OrchestratorConfig;
import io.quarkus.reactive.pg.client.PgPoolCreator;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.SqlConnectOptions;
import io.vertx.sqlclient.SqlConnection;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Makes the pool that most share, and remembers how, for those that are for one purpose alone: they
 * wait for no question of a client's, and what goes through them is planned in a way of their own.
 *
 * <p>Where the network loses a connection, neither end of it hears of that. So each ends it by
 * itself when it has heard nothing for the longest time that silence may have a good reason: what
 * waits here fails and is tried again, and what a session has locked there is free again.
 */
@Singleton
class Pools implements PgPoolCreator {
  private static final Bounds SILENCE = Bounds.atLeast(Duration.ofSeconds(1));

  /**
   * A statement is planned once, and always by the indexes: it would be planned anew each time
   * otherwise, or for good by how small the tables of a new database are.
   */
  private static final Map<String, String> BY_INDEX =
      Map.of(
          "plan_cache_mode", "force_generic_plan",
          "enable_seqscan", "off",
          "enable_hashjoin", "off",
          "enable_mergejoin", "off");

  /** More than there are who write moves at once. */
  private static final int LEDGER_SIZE = 8;

  private final Duration silence;
  private volatile @Nullable Input shared;

  Pools(OrchestratorConfig config) {
    this.silence = SILENCE.check("OPENCLAW_DATABASE_SILENCE", config.database().silence());
  }

  @Override
  public Pool create(Input input) {
    shared = input;
    return pool(input, shared(input.poolOptions()), Map.of());
  }

  /** A pool for the moves of tasks. */
  io.vertx.mutiny.sqlclient.Pool ledger() {
    Input input = requireNonNull(shared, "there is no pool yet");
    PoolOptions options = shared(input.poolOptions()).setMaxSize(LEDGER_SIZE);
    return io.vertx.mutiny.sqlclient.Pool.newInstance(pool(input, options, BY_INDEX));
  }

  private Pool pool(Input input, PoolOptions options, Map<String, String> settings) {
    return PgBuilder.pool()
        .with(options)
        .connectingTo(
            input.pgConnectOptionsList().stream().map(each -> shared(each, settings)).toList())
        .withConnectHandler(Pools::begin)
        .using(input.vertx())
        .build();
  }

  /** What nobody uses is given back long before its silence would tell of anything. */
  private PoolOptions shared(PoolOptions options) {
    return new PoolOptions(options)
        .setIdleTimeout(Math.toIntExact(silence.dividedBy(2).toMillis()))
        .setIdleTimeoutUnit(TimeUnit.MILLISECONDS);
  }

  private SqlConnectOptions shared(PgConnectOptions options, Map<String, String> settings) {
    String longest = String.valueOf(silence.toMillis());
    SqlConnectOptions watched = watched(options, silence);
    settings.forEach(watched::addProperty);
    return watched
        .addProperty("application_name", "openclaw-orchestrator")
        .addProperty("statement_timeout", longest)
        .addProperty("idle_session_timeout", longest)
        .addProperty("idle_in_transaction_session_timeout", longest);
  }

  /**
   * A pool of one connection. Where nothing has come or gone over it for a while, it is closed at
   * once, whatever is under way, so that nobody waits for it for ever; the session behind it ends
   * by itself then, as soon as the database can do anything at all.
   *
   * @param patience that while
   * @param settings of the session; it does not begin without them
   */
  io.vertx.mutiny.sqlclient.Pool single(Duration patience, Map<String, String> settings) {
    Input input = requireNonNull(shared, "there is no pool yet");
    Pool pool =
        PgBuilder.pool()
            .with(single(patience))
            .connectingTo(
                input.pgConnectOptionsList().stream()
                    .map(each -> single(each, patience, settings))
                    .toList())
            .withConnectHandler(Pools::begin)
            .using(input.vertx())
            .build();
    return io.vertx.mutiny.sqlclient.Pool.newInstance(pool);
  }

  private static PoolOptions single(Duration patience) {
    return new PoolOptions()
        .setMaxSize(1)
        .setConnectionTimeout(Math.toIntExact(patience.toMillis()))
        .setConnectionTimeoutUnit(TimeUnit.MILLISECONDS);
  }

  private static SqlConnectOptions single(
      PgConnectOptions options, Duration patience, Map<String, String> settings) {
    SqlConnectOptions watched = watched(options, patience);
    settings.forEach(watched::addProperty);
    BY_INDEX.forEach(watched::addProperty);
    return watched;
  }

  /** All statements are kept prepared: without this only those of less than 2,048 characters. */
  private static SqlConnectOptions watched(PgConnectOptions options, Duration patience) {
    PgConnectOptions watched = new PgConnectOptions(options);
    watched
        .setPreparedStatementCacheSqlFilter(_ -> true)
        .setConnectTimeout(Math.toIntExact(patience.toMillis()))
        .setIdleTimeout(Math.toIntExact(patience.toMillis()))
        .setIdleTimeoutUnit(TimeUnit.MILLISECONDS);
    return watched;
  }

  /** The pool has the connection when it is closed here. */
  private static void begin(SqlConnection connection) {
    SilentConnections.close(connection);
    connection.close();
  }
}
