package io.openclaw.orchestrator.store;

import io.openclaw.event.WorkerSignal.Heartbeat;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The workers' processes. A process counts as lost when it has been silent for too long, when it
 * has said that it stops, or when a new process of the same worker is heard. A process that was
 * lost by error and is heard again is alive again: what it had started has gone to others, and its
 * reports of that are stale.
 *
 * <p>Only heartbeats say which of two processes is the newer one: they come in order. That a step
 * was taken may be told long after the taker has died, by its own successor.
 */
@ApplicationScoped
public class Workers {
  private static final String FIRST_HEARD =
      """
      update worker set heard = true
      where incarnation = :incarnation and worker_id = :workerId and not heard
      """;

  /** A lost process's attempt. */
  public record Orphan(UUID taskId, UUID incarnation) {}

  /** A heartbeat. True where it is a new process, so that an earlier one of that worker is lost. */
  public Uni<Boolean> seen(Heartbeat beat) {
    return insertNew(beat.workerId(), beat.incarnation())
        .chain(() -> update(FIRST_HEARD, beat.workerId(), beat.incarnation()))
        .chain(first ->
            first == 1
                ? replaceOthers(beat.workerId(), beat.incarnation()).replaceWith(true)
                : Uni.createFrom().item(false))
        .call(() -> refresh(beat));
  }

  /**
   * It has taken a step. Does not bring a lost process back to life: what was underway when it was
   * lost may arrive only now.
   */
  public Uni<Void> met(String workerId, UUID incarnation) {
    return insertNew(workerId, incarnation).replaceWithVoid();
  }

  /** It has said that it ends. */
  public Uni<Void> stopped(String workerId, UUID incarnation) {
    return update(
            """
            insert into worker (incarnation, worker_id, lost_at, heard)
            values (:incarnation, :workerId, now(), true)
            on conflict (incarnation) do update set lost_at = now()
            """,
            workerId,
            incarnation)
        .replaceWithVoid();
  }

  /** Those that have been silent for so long and don't count as lost. */
  public Uni<List<String>> silent(Duration silence) {
    return Panache.getSession()
        .chain(session ->
            session
                .createNativeQuery(
                    """
                    select worker_id from worker
                    where lost_at is null
                      and last_seen < now() - make_interval(secs => :seconds)
                    """,
                    String.class)
                .setParameter("seconds", seconds(silence))
                .getResultList());
  }

  /** Marks as lost those of some workers that have been silent for so long. */
  public Uni<List<String>> lose(List<String> workerIds, Duration silence) {
    return Panache.getSession()
        .chain(session ->
            session
                .createNativeQuery(
                    """
                    update worker set lost_at = now()
                    where lost_at is null
                      and last_seen < now() - make_interval(secs => :seconds)
                      and worker_id in (:workerIds)
                    returning worker_id
                    """,
                    String.class)
                .setParameter("seconds", seconds(silence))
                .setParameter("workerIds", workerIds)
                .getResultList());
  }

  /** Attempts that lost processes answer for. */
  public Uni<List<Orphan>> orphans() {
    return Panache.getSession()
        .chain(session ->
            session
                .createNativeQuery(
                    """
                    select distinct task_id, incarnation from attempt
                    where incarnation in (select incarnation from worker where lost_at is not null)
                    """,
                    Object[].class)
                .getResultList())
        .map(rows -> rows.stream().map(Workers::orphan).toList());
  }

  /** Forgets processes that were lost long ago. */
  public Uni<Integer> forget(Duration lostBefore) {
    return Panache.getSession()
        .chain(session ->
            session
                .createNativeQuery(
                    """
                    delete from worker
                    where lost_at < now() - make_interval(secs => :seconds)
                      and not exists (
                        select 1 from attempt where attempt.incarnation = worker.incarnation)
                    """)
                .setParameter("seconds", (double) lostBefore.toSeconds())
                .executeUpdate());
  }

  private static Uni<Integer> insertNew(String workerId, UUID incarnation) {
    return update(
        """
        insert into worker (incarnation, worker_id) values (:incarnation, :workerId)
        on conflict (incarnation) do nothing
        """,
        workerId,
        incarnation);
  }

  private static Uni<Void> refresh(Heartbeat beat) {
    return Panache.getSession()
        .chain(session ->
            session
                .createNativeQuery(
                    """
                    update worker set last_seen = now(), lost_at = null,
                      partitions = cast(cast(:partitions as text) as json)
                    where incarnation = :incarnation
                    """)
                .setParameter("partitions", StoreJson.write(beat.partitions(), Map.class))
                .setParameter("incarnation", beat.incarnation())
                .executeUpdate())
        .replaceWithVoid();
  }

  private static Uni<Void> replaceOthers(String workerId, UUID incarnation) {
    return update(
            """
            update worker set lost_at = now()
            where worker_id = :workerId and incarnation <> :incarnation and lost_at is null
              and heard
            """,
            workerId,
            incarnation)
        .replaceWithVoid();
  }

  private static Uni<Integer> update(String sql, String workerId, UUID incarnation) {
    return Panache.getSession()
        .chain(session ->
            session
                .createNativeQuery(sql)
                .setParameter("workerId", workerId)
                .setParameter("incarnation", incarnation)
                .executeUpdate());
  }

  private static double seconds(Duration duration) {
    return duration.toMillis() / 1000.0;
  }

  private static Orphan orphan(Object[] row) {
    return new Orphan((UUID) row[0], (UUID) row[1]);
  }
}
