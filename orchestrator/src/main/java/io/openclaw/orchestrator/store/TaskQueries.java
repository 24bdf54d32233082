package io.openclaw.orchestrator.store;

import io.openclaw.event.TaskEvent;
import io.openclaw.task.RecordedEvent;
import io.openclaw.task.TaskStatus;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Lists of tasks, part by part. A part costs the same, however many tasks there are. */
@ApplicationScoped
public class TaskQueries {
  /** How many tasks one part of a list looks at for a text; an index would not find 中文. */
  static final int LOOKED_THROUGH = 10_000;

  /**
   * The newest tasks that meet the conditions. Each status is a stretch of the index in the order
   * of the list, and so is each target; from each come no more than fit in the part.
   */
  private static final String KEYS =
      """
      select k.id, k.created_at
      from unnest(string_to_array(:statuses, ',')) as s(status)
        cross join lateral (
          select t.id, t.created_at from task t
          where t.tenant = :tenant and t.status = s.status %s
          order by t.created_at desc, t.id desc
          limit %d) k
      order by k.created_at desc, k.id desc
      limit %d
      """;

  /** The targets are few and found by jumping from one to the next in the index. */
  private static final String KEYS_OF_ROUTE =
      """
      with recursive target(id) as (
        (select t.route_target from task t
          where t.tenant = :tenant and t.route_kind = :kind
          order by t.route_target limit 1)
        union all
        select (select t.route_target from task t
          where t.tenant = :tenant and t.route_kind = :kind and t.route_target > target.id
          order by t.route_target limit 1)
        from target where target.id is not null
      )
      select k.id, k.created_at
      from target
        cross join unnest(string_to_array(:statuses, ',')) as s(status)
        cross join lateral (
          select t.id, t.created_at from task t
          where t.tenant = :tenant and t.route_kind = :kind and t.route_target = target.id
            and t.status = s.status %s
          order by t.created_at desc, t.id desc
          limit %d) k
      where target.id = :target or :target = any(string_to_array(target.id, ','))
      order by k.created_at desc, k.id desc
      limit %d
      """;

  /** Tasks of one tenant, newest first, behind a place in the list. */
  public Uni<Slice<TaskListRow, TaskPosition>> page(
      TaskFilter filter, @Nullable TaskPosition after, int limit) {
    SqlConditions conditions = conditions(filter, after);
    String contains = filter.contains();
    if (contains == null) {
      return summaries(filter, conditions, limit);
    }
    return horizon(filter, conditions)
        .chain(horizon -> search(filter, conditions, contains, horizon, limit));
  }

  /** What is recorded behind an event; empty where there is no such task. */
  public Uni<Optional<Slice<RecordedEvent, Long>>> history(UUID task, long after, int limit) {
    return TaskRow.count("id = ?1", task)
        .chain(tasks ->
            tasks == 0
                ? Uni.createFrom().item(Optional.empty())
                : events(task, after, limit).map(Optional::of));
  }

  private static Uni<Slice<RecordedEvent, Long>> events(UUID task, long after, int limit) {
    return TaskEventRow.<TaskEventRow>find("taskId = ?1 and seq > ?2 order by seq", task, after)
        .range(0, limit)
        .list()
        .map(rows -> rows.stream().map(TaskQueries::recorded).toList())
        .map(events -> Slice.of(events, limit, RecordedEvent::seq));
  }

  private static RecordedEvent recorded(TaskEventRow row) {
    return new RecordedEvent(row.seq, StoreJson.read(row.data, TaskEvent.class));
  }

  /** Empty where there are fewer tasks than one part of a search looks at. */
  private static Uni<Optional<TaskPosition>> horizon(TaskFilter filter, SqlConditions conditions) {
    String keys = keys(filter, conditions, LOOKED_THROUGH);
    return conditions
        .rows(
            """
            select cast(row_to_json(h) as text)
            from (select id, created_at as "createdAt" from (%s) as key(id, created_at)
              order by created_at desc, id desc offset %d limit 1) h
            """
                .formatted(keys, LOOKED_THROUGH - 1),
            TaskPosition.class)
        .map(found -> found.stream().findFirst());
  }

  private static Uni<Slice<TaskListRow, TaskPosition>> search(
      TaskFilter filter,
      SqlConditions conditions,
      String contains,
      Optional<TaskPosition> horizon,
      int limit) {
    SqlConditions narrowed =
        conditions.copy().and("strpos(lower(t.text), lower(:contains)) > 0", "contains", contains);
    horizon.ifPresent(last ->
        narrowed
            .and("(t.created_at, t.id) >= (:lastAt, :lastId)")
            .with("lastAt", last.createdAt())
            .with("lastId", last.id()));
    return summaries(filter, narrowed, limit)
        .map(found ->
            found.next() == null ? new Slice<>(found.items(), horizon.orElse(null)) : found);
  }

  private static Uni<Slice<TaskListRow, TaskPosition>> summaries(
      TaskFilter filter, SqlConditions conditions, int limit) {
    String query =
        """
        select cast(row_to_json(p) as text)
        from (
          select t.id, left(t.text, %d) as text, t.status, t.route_kind as "routeKind",
            t.route_target as "routeTarget", t.waiting, t.created_at as "createdAt",
            t.updated_at as "updatedAt",
            t.failure_code as "failureCode", t.steps_total as "stepsTotal",
            t.steps_done as "stepsDone"
          from (%s) as key(id, created_at) join task t on t.id = key.id
          order by key.created_at desc, key.id desc) p
        """
            .formatted(TaskListRow.READ, keys(filter, conditions, limit + 1));
    return conditions
        .rows(query, TaskListRow.class)
        .map(rows -> Slice.of(rows, limit, TaskListRow::position));
  }

  private static String keys(TaskFilter filter, SqlConditions conditions, int limit) {
    return (filter.route() == null ? KEYS : KEYS_OF_ROUTE).formatted(conditions, limit, limit);
  }

  private static SqlConditions conditions(TaskFilter filter, @Nullable TaskPosition after) {
    SqlConditions conditions =
        new SqlConditions()
            .with("tenant", filter.tenant())
            .with("statuses", names(filter))
            .and("t.created_at >= :since", "since", filter.since())
            .and("t.created_at < :until", "until", filter.until());
    if (filter.waiting()) {
      conditions.and("t.waiting");
    }
    if (filter.route() != null) {
      conditions.with("kind", filter.route().kind().name()).with("target", filter.route().target());
    }
    return after == null
        ? conditions
        : conditions
            .and("(t.created_at, t.id) < (:afterAt, :afterId)")
            .with("afterAt", after.createdAt())
            .with("afterId", after.id());
  }

  private static String names(TaskFilter filter) {
    return filter.statuses().stream().map(TaskStatus::name).collect(Collectors.joining(","));
  }
}
