package io.openclaw.orchestrator.store;

import static java.util.Objects.requireNonNull;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.vertx.core.runtime.context.VertxContextSafetyToggle;
import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/**
 * Runs work in a database transaction, from any thread. Each transaction has a Vert.x context of
 * its own, so that two never share a session by accident; the work and all that is chained to it
 * run there, on an event loop, and must not block.
 */
@ApplicationScoped
public class Transactions {
  private final Vertx vertx;

  Transactions(Vertx vertx) {
    this.vertx = vertx;
  }

  /**
   * Commits when the work's item arrives, rolls back when it fails. Lazy; may be subscribed again.
   */
  public <T> Uni<T> run(Supplier<Uni<T>> work) {
    return Uni.createFrom().deferred(() -> begin(work).runSubscriptionOn(on(newContext())));
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
