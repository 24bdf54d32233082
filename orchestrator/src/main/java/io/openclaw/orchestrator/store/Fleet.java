package io.openclaw.orchestrator.store;

import io.openclaw.event.Topics;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** The workers that live, what comes to them, and how much they have to do. */
@ApplicationScoped
public class Fleet {

  /**
   * A partition that comes to a worker.
   *
   * @param steps how many the worker has to do in all: those that it has started, and those that
   *     wait in any of its partitions
   */
  public record Owned(String topic, int partition, String workerId, long steps) {}

  private static final String OWNED =
      """
      with owned as (
        select w.incarnation, w.worker_id, t.key as topic, cast(p.value as integer) as partition
        from worker w
          cross join lateral json_each(w.partitions) as t(key, value)
          cross join lateral json_array_elements_text(t.value) as p(value)
        where w.lost_at is null
      ),
      todo as (
        select incarnation from attempt where incarnation is not null
        union all
        select owned.incarnation
        from attempt join owned
          on owned.topic = cast(:prefix as text) || attempt.agent_id
          and owned.partition = attempt.partition
        where attempt.incarnation is null
      ),
      load as (select incarnation, count(*) as steps from todo group by incarnation)
      select owned.topic, owned.partition, owned.worker_id, coalesce(load.steps, 0)
      from owned left join load on load.incarnation = owned.incarnation
      order by owned.topic, owned.worker_id, owned.partition
      """;

  /** The partitions of the step topics, by topic, worker and number. */
  public Uni<List<Owned>> owned() {
    return Panache.getSession()
        .chain(session ->
            session
                .createNativeQuery(OWNED, Object[].class)
                .setParameter("prefix", Topics.steps(""))
                .getResultList())
        .map(rows -> rows.stream().map(Fleet::owned).toList());
  }

  private static Owned owned(Object[] row) {
    return new Owned((String) row[0], (Integer) row[1], (String) row[2], (Long) row[3]);
  }
}
