package io.openclaw.orchestrator.store;

import io.openclaw.task.PendingApproval;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Lists of steps that wait for a person's word. */
@ApplicationScoped
public class ApprovalQueries {

  /** A place in the list, which is in this order. */
  public record Position(Instant since, UUID taskId, String step) {}

  /** Those of one tenant's tasks, oldest first, behind a place in the list. */
  public Uni<Slice<PendingApproval, Position>> page(
      String tenant, @Nullable Position after, int limit) {
    SqlConditions conditions = new SqlConditions().with("tenant", tenant);
    if (after != null) {
      conditions
          .and("(a.since, a.task_id, a.step_id) > (:since, :task, :step)")
          .with("since", after.since())
          .with("task", after.taskId())
          .with("step", after.step());
    }
    String query =
        """
        select cast(row_to_json(p) as text)
        from (
          select a.task_id as "taskId", left(t.text, %d) as text, a.step_id as step, a.name,
            a.since, a.expires_at as "expiresAt"
          from pending_approval a join task t on t.id = a.task_id
          where a.tenant = :tenant %s
          order by a.since, a.task_id, a.step_id
          limit %d) p
        """
            .formatted(TaskListRow.READ, conditions, limit + 1);
    return conditions
        .rows(query, PendingApproval.class)
        .map(rows -> rows.stream().map(ApprovalQueries::shortened).toList())
        .map(rows -> Slice.of(rows, limit, ApprovalQueries::position));
  }

  private static PendingApproval shortened(PendingApproval row) {
    return new PendingApproval(
        row.taskId(),
        TaskListRow.shortened(row.text()),
        row.step(),
        row.name(),
        row.since(),
        row.expiresAt());
  }

  private static Position position(PendingApproval row) {
    return new Position(row.since(), row.taskId(), row.step());
  }
}
