package io.openclaw.orchestrator.store;

import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** How far a schedule has come; rows begin in {@link Schedules#put}. */
@Entity
@Table(name = "schedule")
public class ScheduleRow extends PanacheEntityBase {
  @Id
  @Column(name = "id")
  public String id;

  @Column(name = "folder")
  public String folder;

  @Column(name = "timing")
  public String timing;

  @Column(name = "next_tick")
  public @Nullable Instant nextTick;

  @Column(name = "last_tick")
  public @Nullable Instant lastTick;

  @Column(name = "last_task")
  public @Nullable UUID lastTask;

  @Column(name = "last_start")
  public @Nullable Instant lastStart;
}
