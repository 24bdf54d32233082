package io.openclaw.orchestrator.store;

import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.UUID;
import org.hibernate.annotations.ColumnTransformer;
import org.hibernate.annotations.Immutable;

/** A task; written by {@link TaskLedger}. */
@Entity
@Immutable
@Table(name = "task")
public class TaskRow extends PanacheEntityBase {
  @Id
  @Column(name = "id")
  public UUID id;

  @Column(name = "state")
  @ColumnTransformer(read = "cast(state as text)")
  public String state;
}
