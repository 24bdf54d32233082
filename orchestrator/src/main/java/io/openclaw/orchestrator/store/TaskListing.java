package io.openclaw.orchestrator.store;

import io.openclaw.event.Route;
import io.openclaw.event.TaskEvent.TaskAccepted;
import io.openclaw.orchestrator.engine.Decision;
import io.openclaw.orchestrator.engine.Plan;
import io.openclaw.orchestrator.engine.TaskState;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what lists of tasks filter by, in the transaction of the move. One statement for a task
 * that begins, and one for each move of a task that has steps to be approved; else nothing.
 */
@ApplicationScoped
class TaskListing {

  /** As the statement below reads it. */
  record Row(String stepId, String name, Instant since, @Nullable Instant expiresAt) {}

  private static final String APPROVALS =
      """
      with waiting as (
        select *
        from json_to_recordset(cast(cast(:rows as text) as json))
          as r("stepId" text, name text, since timestamptz, "expiresAt" timestamptz)
      ),
      resolved as (
        delete from pending_approval
        where task_id = :task and step_id not in (select "stepId" from waiting)
      ),
      flagged as (
        update task set waiting = exists (select 1 from waiting)
        where id = :task and waiting <> exists (select 1 from waiting)
      )
      insert into pending_approval (task_id, step_id, name, tenant, since, expires_at)
      select :task, "stepId", name, :tenant, since, "expiresAt" from waiting
      on conflict (task_id, step_id) do update
      set name = excluded.name, since = excluded.since, expires_at = excluded.expires_at
      """;

  Uni<Void> follow(Decision decision) {
    TaskState state = decision.state();
    Plan plan = state.plan();
    if (plan == null) {
      return Uni.createFrom().voidItem();
    }
    Uni<Void> routed =
        isFirst(decision) ? route(state.id(), plan.route()) : Uni.createFrom().voidItem();
    return plan.asksForApproval() ? routed.chain(() -> approvals(state)) : routed;
  }

  private static boolean isFirst(Decision decision) {
    return decision.events().stream().anyMatch(TaskAccepted.class::isInstance);
  }

  private static Uni<Void> route(UUID task, Route route) {
    return Panache.getSession()
        .chain(session ->
            session
                .createNativeQuery(
                    "update task set route_kind = :kind, route_target = :target where id = :task")
                .setParameter("kind", route.kind().name())
                .setParameter("target", StoreJson.text(route.target()))
                .setParameter("task", task)
                .executeUpdate())
        .replaceWithVoid();
  }

  private static Uni<Void> approvals(TaskState state) {
    List<Row> rows =
        state.approvals().stream()
            .map(step -> new Row(step.path(), step.name(), step.since(), step.expiresAt()))
            .toList();
    return Panache.getSession()
        .chain(session ->
            session
                .createNativeQuery(APPROVALS)
                .setParameter("rows", StoreJson.write(rows, List.class))
                .setParameter("task", state.id())
                .setParameter("tenant", StoreJson.text(state.request().tenant()))
                .executeUpdate())
        .replaceWithVoid();
  }
}
