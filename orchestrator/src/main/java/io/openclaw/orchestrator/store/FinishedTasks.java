package io.openclaw.orchestrator.store;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/** Tasks that are over. */
@ApplicationScoped
public class FinishedTasks {

  /**
   * Deletes some tasks that ended before, with their histories; how many.
   *
   * @param most at once
   */
  public Uni<Integer> forget(Duration olderThan, int most) {
    return Panache.getSession()
        .chain(session ->
            session
                .createNativeQuery(
                    """
                    with old as (
                      select id from task
                      where finished_at < now() - make_interval(secs => :seconds)
                      order by finished_at limit %d for update skip locked
                    ),
                    events as (delete from task_event using old where task_event.task_id = old.id),
                    attempts as (delete from attempt using old where attempt.task_id = old.id)
                    delete from task using old where task.id = old.id
                    """
                        .formatted(most))
                .setParameter("seconds", (double) olderThan.toSeconds())
                .executeUpdate());
  }
}
