package io.openclaw.orchestrator.store;

import io.openclaw.orchestrator.engine.TaskState;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/** Which process answers for which attempt; follows from the tasks' states. */
@ApplicationScoped
class Leases {

  Uni<Void> replace(UUID taskId, List<TaskState.Lease> before, List<TaskState.Lease> after) {
    if (before.equals(after)) {
      return Uni.createFrom().voidItem();
    }
    List<LeaseRow> rows = after.stream().map(lease -> row(taskId, lease)).toList();
    return LeaseRow.delete("taskId = ?1", taskId).chain(() -> persist(rows));
  }

  private static Uni<Void> persist(List<LeaseRow> rows) {
    return rows.isEmpty()
        ? Uni.createFrom().voidItem()
        : LeaseRow.persist(rows).chain(Panache::flush);
  }

  private static LeaseRow row(UUID taskId, TaskState.Lease lease) {
    LeaseRow row = new LeaseRow();
    row.taskId = taskId;
    row.stepId = lease.step().stepId();
    row.agentId = lease.step().agentId();
    row.attempt = lease.step().attempt();
    row.workerId = lease.workerId();
    row.incarnation = lease.incarnation();
    return row;
  }
}
