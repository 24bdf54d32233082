package io.openclaw.orchestrator.store;

import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/**
 * A message that is to leave; written by {@link Outbox#add}.
 *
 * <p>The database counts the ids, one by one: Hibernate's blocks of ids, one a replica, would let a
 * task's later message overtake an earlier one.
 */
@Entity
@Immutable
@Table(name = "outbox")
public class OutboxRow extends PanacheEntityBase {
  @Id
  @Column(name = "id")
  public long id;

  @Column(name = "topic")
  public String topic;

  @Column(name = "key")
  public String key;

  @Column(name = "message_id")
  public String messageId;

  @Column(name = "type")
  public String type;

  @Column(name = "seq")
  public @Nullable Long seq;

  @Column(name = "payload")
  public String payload;

  @Column(name = "sent")
  public boolean sent;
}
