package io.openclaw.orchestrator.store;

import io.openclaw.event.TaskEvent;
import io.openclaw.orchestrator.engine.Decision;
import io.openclaw.orchestrator.engine.Plan;
import io.openclaw.orchestrator.engine.TaskState;
import io.openclaw.task.RecordedEvent;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Tasks, their histories, and what follows from them. */
@ApplicationScoped
public class TaskStore {
  private final History history;
  private final Outbox outbox;
  private final Attempts attempts;
  private final TaskListing listing;

  TaskStore(History history, Outbox outbox, Attempts attempts, TaskListing listing) {
    this.history = history;
    this.outbox = outbox;
    this.attempts = attempts;
    this.listing = listing;
  }

  /** Begins a task with its first moves. False, and nothing done, where there is one of that id. */
  public Uni<Boolean> insert(Decision first) {
    return insertRow(first)
        .chain(inserted ->
            inserted ? record(first, List.of()).replaceWith(true) : Uni.createFrom().item(false));
  }

  /** A task, locked so that its moves come one after the other; null where there is none. */
  public Uni<@Nullable StoredTask> lock(UUID id) {
    return TaskRow.<TaskRow>findById(id, LockModeType.PESSIMISTIC_WRITE)
        .map(row -> row == null ? null : new StoredTask(row));
  }

  /** Records a move of a task that this transaction has locked. */
  public Uni<Void> save(StoredTask task, Decision decision) {
    TaskState state = decision.state();
    TaskRow row = task.row();
    row.state = StoreJson.write(state, TaskState.class);
    row.status = state.outcome().view().name();
    row.wakeAt = decision.wakeAt();
    row.workspaceVersion = workspaceVersion(state);
    row.updatedAt = state.updatedAt();
    return Panache.flush().chain(() -> record(decision, task.state().attempts()));
  }

  public Uni<@Nullable TaskState> find(UUID id) {
    return TaskRow.<TaskRow>findById(id)
        .map(row -> row == null ? null : StoreJson.read(row.state, TaskState.class));
  }

  /** The task's history from the event after that number on. */
  public Uni<List<RecordedEvent>> events(UUID id, long after) {
    return TaskEventRow.<TaskEventRow>list("taskId = ?1 and seq > ?2 order by seq", id, after)
        .map(rows -> rows.stream().map(TaskStore::recorded).toList());
  }

  /** The task whose tick has been due longest and that no one else is at; null where none is. */
  public Uni<@Nullable UUID> nextDue(Instant now) {
    return Panache.getSession()
        .chain(session ->
            session
                .createNativeQuery(
                    "select id from task where wake_at <= :now"
                        + " order by wake_at limit 1 for update skip locked",
                    UUID.class)
                .setParameter("now", now)
                .getSingleResultOrNull());
  }

  /** Lets a task's tick wait, for a task that can't move now. */
  public Uni<Void> postpone(UUID id, Instant until) {
    return Panache.executeUpdate("update TaskRow set wakeAt = ?1 where id = ?2", until, id)
        .replaceWithVoid();
  }

  private Uni<Boolean> insertRow(Decision first) {
    TaskState state = first.state();
    return Panache.getSession()
        .chain(session ->
            session
                .createNativeQuery(
                    """
                    insert into task (id, tenant, text, status, state, version, wake_at,
                      workspace_version, created_at, updated_at)
                    values (:id, :tenant, :text, :status, cast(cast(:state as text) as json), 0,
                      :wakeAt, :workspaceVersion, :createdAt, :updatedAt)
                    on conflict do nothing
                    """)
                .setParameter("id", state.id())
                .setParameter("tenant", StoreJson.text(state.request().tenant()))
                .setParameter("text", StoreJson.text(state.request().text()))
                .setParameter("status", state.outcome().view().name())
                .setParameter("state", StoreJson.write(state, TaskState.class))
                .setParameter("wakeAt", first.wakeAt())
                .setParameter("workspaceVersion", workspaceVersion(state))
                .setParameter("createdAt", state.request().acceptedAt())
                .setParameter("updatedAt", state.updatedAt())
                .executeUpdate())
        .map(rows -> rows == 1);
  }

  private Uni<Void> record(Decision decision, List<TaskState.Attempt> before) {
    TaskState state = decision.state();
    return history
        .add(decision)
        .chain(() -> outbox.add(decision))
        .chain(() -> attempts.replace(state.id(), before, state.attempts()))
        .chain(() -> listing.follow(decision));
  }

  private static RecordedEvent recorded(TaskEventRow row) {
    return new RecordedEvent(row.seq, StoreJson.read(row.data, TaskEvent.class));
  }

  private static @Nullable String workspaceVersion(TaskState state) {
    Plan plan = state.plan();
    return plan == null ? null : plan.workspaceVersion();
  }
}
