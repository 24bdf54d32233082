package io.openclaw.orchestrator.store;

import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.ColumnTransformer;
import org.jspecify.annotations.Nullable;

/** A task; rows begin in {@link TaskStore#insert}. */
@Entity
@Table(name = "task")
public class TaskRow extends PanacheEntityBase {
  @Id
  @Column(name = "id")
  public UUID id;

  @Column(name = "status")
  public String status;

  @Column(name = "state")
  @ColumnTransformer(read = "cast(state as text)", write = "cast(cast(? as text) as json)")
  public String state;

  @Version
  @Column(name = "version")
  public long version;

  @Column(name = "wake_at")
  public @Nullable Instant wakeAt;

  @Column(name = "workspace_version")
  public @Nullable String workspaceVersion;

  @Column(name = "updated_at")
  public Instant updatedAt;
}
