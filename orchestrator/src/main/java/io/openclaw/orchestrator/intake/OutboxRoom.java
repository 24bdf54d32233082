package io.openclaw.orchestrator.intake;

import io.openclaw.orchestrator.start.OrchestratorConfig;
import io.openclaw.orchestrator.store.Outbox;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.TimeUnit;

/**
 * Whether the outbox has room for what a new task will have to say. That it had is remembered for a
 * moment: to count what comes and goes by the thousand takes as long as all else that is done to
 * take a task in.
 */
@ApplicationScoped
class OutboxRoom {
  private static final long REMEMBERED = TimeUnit.SECONDS.toNanos(1);

  private final Outbox outbox;
  private final long limit;
  private volatile long seen = System.nanoTime() - REMEMBERED;

  OutboxRoom(Outbox outbox, OrchestratorConfig config) {
    this.outbox = outbox;
    this.limit = config.outbox().limit();
  }

  /** Fails with {@link OutboxFullException} where there is none. */
  Uni<Void> require() {
    return Uni.createFrom()
        .deferred(
            () -> System.nanoTime() - seen < REMEMBERED ? Uni.createFrom().voidItem() : look());
  }

  private Uni<Void> look() {
    return outbox.holds(limit).invoke(this::remember).replaceWithVoid();
  }

  private void remember(boolean isFull) {
    if (isFull) {
      throw new OutboxFullException(limit);
    }
    seen = System.nanoTime();
  }
}
