package io.openclaw.orchestrator.store;

import static java.util.Objects.requireNonNull;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.vertx.core.runtime.context.VertxContextSafetyToggle;
import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Runs work in a database transaction, from any thread. Each transaction has a Vert.x context of
 * its own, so that two never share a session by accident; the work and all that is chained to it
 * run there, on an event loop, and must not block.
 */
@ApplicationScoped
public class Transactions {
  private static final Logger LOG = Logger.getLogger(Transactions.class);
  private static final Duration LAST_WORDS = Duration.ofSeconds(2);

  private final Vertx vertx;
  private final Pool pool;

  /** A party for each transaction under way, and one for this object as long as it is open. */
  private final Phaser underWay = new Phaser(1);

  private volatile boolean closed;

  Transactions(Vertx vertx, Pool pool) {
    this.vertx = vertx;
    this.pool = pool;
  }

  /**
   * Commits when the work's item arrives, rolls back when it fails. Lazy; may be subscribed again.
   * Once this is closed, nothing begins and nothing comes: what waits for it is done by whoever
   * starts next.
   */
  public <T> Uni<T> run(Supplier<Uni<T>> work) {
    return Uni.createFrom()
        .deferred(() -> {
          if (closed || underWay.register() < 0) {
            return Uni.createFrom().nothing();
          }
          return begin(work)
              .runSubscriptionOn(on(newContext()))
              .onTermination()
              .invoke(underWay::arriveAndDeregister);
        });
  }

  /**
   * Runs one statement, which is a transaction by itself, without Hibernate between: for what
   * happens thousands of times a second. Lazy; otherwise as {@link #run}.
   */
  public <T> Uni<T> statement(Function<Pool, Uni<T>> work) {
    return statement(() -> work.apply(pool));
  }

  /** The same for one that goes through another pool. */
  <T> Uni<T> statement(Supplier<Uni<T>> work) {
    return Uni.createFrom()
        .deferred(() -> {
          if (closed || underWay.register() < 0) {
            return Uni.createFrom().nothing();
          }
          return work.get().onTermination().invoke(underWay::arriveAndDeregister);
        });
  }

  /** Begins no more, and waits a moment for what is under way. Once. */
  public void close() {
    closed = true;
    int phase = underWay.arriveAndDeregister();
    try {
      underWay.awaitAdvanceInterruptibly(phase, LAST_WORDS.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      LOG.warnf("Transactions are cut off count=%d", underWay.getRegisteredParties());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Where the session of the transaction under way lives; what left that place comes back to it.
   */
  public static Executor here() {
    return on(requireNonNull(Vertx.currentContext(), "not in a transaction"));
  }

  /** Panache looks for the context when it is called, not when it is subscribed to. */
  private static <T> Uni<T> begin(Supplier<Uni<T>> work) {
    return Uni.createFrom().deferred(() -> Panache.withTransaction(work));
  }

  private Context newContext() {
    Context context = VertxContext.createNewDuplicatedContext(vertx.getOrCreateContext());
    VertxContextSafetyToggle.setContextSafe(requireNonNull(context, "no context"), true);
    return context;
  }

  private static Executor on(Context context) {
    return command -> context.runOnContext(_ -> command.run());
  }
}
