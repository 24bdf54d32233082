package io.openclaw.orchestrator.store;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Versions of the workspace, for workers that do not have the one that a task began with, and for a
 * start at which the folder is not sound. In a transaction.
 */
@ApplicationScoped
public class WorkspaceVersions {

  /** Stores a version, or notes that it is in use. */
  public Uni<Void> remember(String version, byte[] archive) {
    return Panache.getSession()
        .chain(session ->
            session
                .createNativeQuery(
                    """
                    insert into workspace_version (version, archive)
                    values (:version, decode(:archive, 'base64'))
                    on conflict (version) do update set used_at = now()
                    """)
                .setParameter("version", version)
                .setParameter("archive", Base64.getEncoder().encodeToString(archive))
                .executeUpdate())
        .replaceWithVoid();
  }

  /** The archive of a version; null where there is no such version. */
  public Uni<byte @Nullable []> archive(String version) {
    return Panache.getSession()
        .chain(session ->
            session
                .createNativeQuery(
                    "select encode(archive, 'base64') from workspace_version"
                        + " where version = :version",
                    String.class)
                .setParameter("version", version)
                .getResultList())
        .map(WorkspaceVersions::first);
  }

  /** Notes that a version, which is stored, is the one in force in a folder from now on. */
  public Uni<Void> putIntoForce(String folder, String version) {
    return Panache.getSession()
        .chain(session ->
            session
                .createNativeQuery(
                    """
                    insert into workspace_in_force (folder, version) values (:folder, :version)
                    on conflict (folder) do update set version = excluded.version, since = now()
                    """)
                .setParameter("folder", folder)
                .setParameter("version", version)
                .executeUpdate())
        .replaceWithVoid();
  }

  /** The version that came into force last in a folder, in any replica; null where none did. */
  public Uni<@Nullable String> inForce(String folder) {
    return Panache.getSession()
        .chain(session ->
            session
                .createNativeQuery(
                    "select version from workspace_in_force where folder = :folder", String.class)
                .setParameter("folder", folder)
                .getSingleResultOrNull());
  }

  /** The archive of the version that was in force last in a folder; null where there was none. */
  public Uni<byte @Nullable []> lastInForce(String folder) {
    return Panache.getSession()
        .chain(session ->
            session
                .createNativeQuery(
                    "select encode(v.archive, 'base64') from workspace_version v"
                        + " join workspace_in_force f using (version) where f.folder = :folder",
                    String.class)
                .setParameter("folder", folder)
                .getResultList())
        .map(WorkspaceVersions::first);
  }

  /** Notes that a version is in force. */
  public Uni<Void> touch(String version) {
    return Panache.getSession()
        .chain(session ->
            session
                .createNativeQuery(
                    "update workspace_version set used_at = now() where version = :version")
                .setParameter("version", version)
                .executeUpdate())
        .replaceWithVoid();
  }

  /**
   * Forgets versions that have not been in force for so long, and that no unfinished task has. The
   * last of a folder stays.
   */
  public Uni<Integer> forget(Duration unused) {
    return Panache.getSession()
        .chain(session ->
            session
                .createNativeQuery(
                    """
                    delete from workspace_version v
                    where v.used_at < now() - make_interval(secs => :seconds)
                      and not exists (
                        select 1 from workspace_in_force f where f.version = v.version)
                      and not exists (
                        select 1 from task t
                        where t.workspace_version = v.version
                          and t.status not in ('COMPLETED', 'FAILED', 'CANCELLED'))
                    """)
                .setParameter("seconds", (double) unused.toSeconds())
                .executeUpdate());
  }

  private static byte @Nullable [] first(List<String> rows) {
    return rows.isEmpty() ? null : Base64.getMimeDecoder().decode(rows.getFirst());
  }
}
