package io.openclaw.orchestrator.store;

import io.openclaw.event.TaskEvent;
import io.openclaw.orchestrator.engine.TaskState;
import io.openclaw.task.RecordedEvent;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Tasks and their histories, one at a time, for those who look. */
@ApplicationScoped
public class TaskStore {

  public Uni<@Nullable TaskState> find(UUID id) {
    return TaskRow.<TaskRow>findById(id)
        .map(row -> row == null ? null : StoreJson.read(row.state, TaskState.class));
  }

  /** The task's history from the event after that number on. */
  public Uni<List<RecordedEvent>> events(UUID id, long after) {
    return TaskEventRow.<TaskEventRow>list("taskId = ?1 and seq > ?2 order by seq", id, after)
        .map(rows -> rows.stream().map(TaskStore::recorded).toList());
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

  private static RecordedEvent recorded(TaskEventRow row) {
    return new RecordedEvent(row.seq, StoreJson.read(row.data, TaskEvent.class));
  }
}
