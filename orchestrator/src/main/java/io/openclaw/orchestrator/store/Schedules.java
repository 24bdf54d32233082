package io.openclaw.orchestrator.store;

import static java.util.stream.Collectors.toMap;

import io.openclaw.task.TaskStatus;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** How far the schedules have come. In a transaction. */
@ApplicationScoped
public class Schedules {

  /**
   * A schedule that begins, or begins anew.
   *
   * @param timing what {@code nextTick} was reckoned by
   * @param nextTick null: it is not enabled
   */
  public record Beginning(String id, String folder, String timing, @Nullable Instant nextTick) {}

  /** Those of the workspace in a folder. */
  public Uni<List<ScheduleRow>> of(String folder) {
    return ScheduleRow.list("folder", folder);
  }

  /**
   * Lets schedules begin. Where another replica has done so already, its row stays: it may have
   * moved on.
   */
  public Uni<Void> put(List<Beginning> beginnings) {
    return Bulk.run(
        """
        insert into schedule (id, folder, timing, next_tick)
        select id, folder, timing, "nextTick"
        from json_to_recordset(cast(cast(:rows as text) as json))
          as r(id text, folder text, timing text, "nextTick" timestamptz)
        on conflict (id) do update set timing = excluded.timing, next_tick = excluded.next_tick
        where schedule.timing <> excluded.timing
          or (schedule.next_tick is null) <> (excluded.next_tick is null)
        """,
        beginnings);
  }

  public Uni<Void> forget(Collection<String> ids) {
    return ids.isEmpty()
        ? Uni.createFrom().voidItem()
        : ScheduleRow.delete("id in ?1", ids).replaceWithVoid();
  }

  /**
   * A schedule with a tick that is due, locked; null where none is, where its timing is another one
   * by now, and where another replica is at it.
   */
  public Uni<@Nullable ScheduleRow> lockDue(String id, String timing, Instant now) {
    return Panache.getSession()
        .chain(session ->
            session
                .createNativeQuery(
                    "select id from schedule where id = :id and timing = :timing"
                        + " and next_tick <= :now for update skip locked",
                    String.class)
                .setParameter("id", id)
                .setParameter("timing", timing)
                .setParameter("now", now)
                .getSingleResultOrNull())
        .chain(found -> found == null ? Uni.createFrom().nullItem() : ScheduleRow.findById(found));
  }

  /** The states of tasks; those that are not taken in yet, or forgotten, are left out. */
  public Uni<Map<UUID, TaskStatus>> statuses(Collection<UUID> tasks) {
    if (tasks.isEmpty()) {
      return Uni.createFrom().item(Map.of());
    }
    return Panache.getSession()
        .chain(session ->
            session
                .createNativeQuery("select id, status from task where id in (:ids)", Object[].class)
                .setParameter("ids", tasks)
                .getResultList())
        .map(rows ->
            rows.stream()
                .collect(toMap(row -> (UUID) row[0], row -> TaskStatus.valueOf((String) row[1]))));
  }
}
