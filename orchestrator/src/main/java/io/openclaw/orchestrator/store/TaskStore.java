package io.openclaw.orchestrator.store;

import io.openclaw.orchestrator.engine.TaskState;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Tasks, one at a time, for those who look. */
@ApplicationScoped
public class TaskStore {

  public Uni<@Nullable TaskState> find(UUID id) {
    return TaskRow.<TaskRow>findById(id)
        .map(row -> row == null ? null : StoreJson.read(row.state, TaskState.class));
  }

  /** The tasks whose ticks are due, those first that have been longest. */
  public Uni<List<UUID>> due(Instant now, int limit) {
    return Panache.getSession()
        .chain(session ->
            session
                .createNativeQuery(
                    "select id from task where wake_at <= :now order by wake_at limit :limit",
                    UUID.class)
                .setParameter("now", now)
                .setParameter("limit", limit)
                .getResultList());
  }

  /** Lets a task's tick wait, for a task that can't move now. */
  public Uni<Void> postpone(UUID id, Instant until) {
    return Panache.getSession()
        .chain(session ->
            session
                .createNativeQuery("update task set wake_at = :until where id = :id")
                .setParameter("until", until)
                .setParameter("id", id)
                .executeUpdate())
        .replaceWithVoid();
  }
}
