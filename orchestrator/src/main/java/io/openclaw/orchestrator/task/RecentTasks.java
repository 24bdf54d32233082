package io.openclaw.orchestrator.task;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.openclaw.orchestrator.store.StoredTask;
import io.openclaw.orchestrator.store.TaskLedger.Stored;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * The running tasks that this process has moved last, so that the next move need not read them. A
 * guess, never the truth: what is stored has a version, and what another replica has moved
 * meanwhile is found out when it is written.
 */
@ApplicationScoped
class RecentTasks {
  /** In characters of their JSON; some thousand tasks. */
  private static final long ROOM = 16L * 1024 * 1024;

  private final Cache<UUID, StoredTask> tasks =
      Caffeine.newBuilder()
          .maximumWeight(ROOM)
          .weigher((UUID _, StoredTask task) -> task.size())
          .build();

  Map<UUID, Stored> of(Set<UUID> ids) {
    Map<UUID, Stored> found = new HashMap<>();
    tasks.getAllPresent(ids).forEach((id, task) -> found.put(id, new Stored.Sound(task)));
    return found;
  }

  void keep(Collection<StoredTask> stored) {
    for (StoredTask task : stored) {
      if (task.state().isFinal()) {
        tasks.invalidate(task.id());
      } else {
        tasks.put(task.id(), task);
      }
    }
  }

  void forget(Set<UUID> ids) {
    tasks.invalidateAll(ids);
  }
}
