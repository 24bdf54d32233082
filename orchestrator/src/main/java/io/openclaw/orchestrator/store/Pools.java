package io.openclaw.orchestrator.store;

import static java.util.Objects.requireNonNull;

import io.quarkus.reactive.pg.client.PgPoolCreator;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.SqlConnectOptions;
import io.vertx.sqlclient.SqlConnection;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Makes the pool that all share, and remembers how, for one that nobody shares. */
@Singleton
class Pools implements PgPoolCreator {
  private volatile @Nullable Input shared;

  @Override
  public Pool create(Input input) {
    shared = input;
    return PgBuilder.pool()
        .with(input.poolOptions())
        .connectingTo(List.<SqlConnectOptions>copyOf(input.pgConnectOptionsList()))
        .using(input.vertx())
        .build();
  }

  /**
   * A pool of one connection. Where nothing has come or gone over it for a while, it is closed at
   * once, whatever is under way, so that nobody waits for it for ever; the session behind it ends
   * by itself then, as soon as the database can do anything at all.
   *
   * @param patience that while
   * @param settings of the session: SQL
   */
  io.vertx.mutiny.sqlclient.Pool single(Duration patience, String settings) {
    Input input = requireNonNull(shared, "there is no pool yet");
    Pool pool =
        PgBuilder.pool()
            .with(single(patience))
            .connectingTo(
                input.pgConnectOptionsList().stream().map(each -> watched(each, patience)).toList())
            .withConnectHandler(connection -> begin(connection, settings))
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

  private static SqlConnectOptions watched(PgConnectOptions options, Duration patience) {
    PgConnectOptions watched = new PgConnectOptions(options);
    watched
        .setConnectTimeout(Math.toIntExact(patience.toMillis()))
        .setIdleTimeout(Math.toIntExact(patience.toMillis()))
        .setIdleTimeoutUnit(TimeUnit.MILLISECONDS);
    return watched;
  }

  /** The pool has the connection when it is closed here. */
  private static void begin(SqlConnection connection, String settings) {
    connection.query(settings).execute().onComplete(_ -> connection.close());
  }
}
