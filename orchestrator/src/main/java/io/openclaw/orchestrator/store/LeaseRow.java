package io.openclaw.orchestrator.store;

import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.util.UUID;

/** An attempt that a worker's process answers for. */
@Entity
@IdClass(LeaseRow.Key.class)
@Table(name = "lease")
public class LeaseRow extends PanacheEntityBase {
  @Id
  @Column(name = "task_id")
  public UUID taskId;

  @Id
  @Column(name = "step_id")
  public String stepId;

  @Id
  @Column(name = "agent_id")
  public String agentId;

  @Column(name = "attempt")
  public int attempt;

  @Column(name = "worker_id")
  public String workerId;

  @Column(name = "incarnation")
  public UUID incarnation;

  /** The primary key. */
  public record Key(UUID taskId, String stepId, String agentId) {}
}
