package io.openclaw.orchestrator.store;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Tasks that are over. A task's files go before its row, which until then says that they have to
 * go: whoever dies between the two leaves a row that is found again. A task that another one tries
 * again stays for as long as that one, which may refer to its files.
 */
@ApplicationScoped
public class FinishedTasks {

  /**
   * Chooses some tasks that ended before, to be deleted by this orchestrator. From then on no task
   * begins that tries one of them again.
   *
   * @param again for so long, no other orchestrator chooses the same
   * @param most at once
   */
  public Uni<List<UUID>> choose(Duration olderThan, Duration again, int most) {
    return Panache.getSession()
        .chain(session -> lock(session, olderThan, again, most).chain(ids -> mark(session, ids)));
  }

  /** Deletes tasks whose files are gone, with their histories; how many. */
  public Uni<Integer> forget(List<UUID> ids) {
    return Panache.getSession()
        .chain(session ->
            session
                .createNativeQuery(
                    """
                    with old as (select unnest(cast(string_to_array(:ids, ',') as uuid[])) as id),
                    events as (delete from task_event using old where task_event.task_id = old.id),
                    attempts as (delete from attempt using old where attempt.task_id = old.id)
                    delete from task using old where task.id = old.id
                    """)
                .setParameter("ids", joined(ids))
                .executeUpdate());
  }

  private static Uni<List<UUID>> lock(
      Mutiny.Session session, Duration olderThan, Duration again, int most) {
    return session
        .createNativeQuery(
            """
            select id from task
            where finished_at < now() - make_interval(secs => :seconds)
              and (forgotten_at is null or forgotten_at < now() - make_interval(secs => :again))
              and not exists (select from task later where later.retry_of = task.id)
            order by finished_at limit :most for update skip locked
            """,
            UUID.class)
        .setParameter("seconds", (double) olderThan.toSeconds())
        .setParameter("again", (double) again.toSeconds())
        .setParameter("most", most)
        .getResultList();
  }

  /** A retry that began just before the rows were locked is seen only by a second statement. */
  private static Uni<List<UUID>> mark(Mutiny.Session session, List<UUID> ids) {
    return session
        .createNativeQuery(
            """
            update task set forgotten_at = now()
            where id = any(cast(string_to_array(:ids, ',') as uuid[]))
              and not exists (select from task later where later.retry_of = task.id)
            returning id
            """,
            UUID.class)
        .setParameter("ids", joined(ids))
        .getResultList();
  }

  private static String joined(List<UUID> ids) {
    return ids.stream().map(UUID::toString).collect(Collectors.joining(","));
  }
}
