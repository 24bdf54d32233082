package io.openclaw.orchestrator.store;

import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.util.UUID;
import org.hibernate.annotations.ColumnTransformer;
import org.hibernate.annotations.Immutable;

/** An event of a task's history; written by {@link TaskLedger}. */
@Entity
@Immutable
@IdClass(TaskEventRow.Key.class)
@Table(name = "task_event")
public class TaskEventRow extends PanacheEntityBase {
  @Id
  @Column(name = "task_id")
  public UUID taskId;

  @Id
  @Column(name = "seq")
  public long seq;

  @Column(name = "data")
  @ColumnTransformer(read = "cast(data as text)")
  public String data;

  /** The primary key. */
  public record Key(UUID taskId, long seq) {}
}
