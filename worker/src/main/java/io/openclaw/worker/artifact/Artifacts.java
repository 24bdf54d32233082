package io.openclaw.worker.artifact;

import io.openclaw.artifact.ArtifactStore;
import io.openclaw.artifact.FileTree;
import io.openclaw.event.StepAttempt;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The artifacts of all steps of this worker, whose handlers see files on this machine wherever the
 * store is: an attempt of a store elsewhere has a folder of its own here until it is over.
 * Thread-safe.
 */
public final class Artifacts {
  private final ArtifactStore store;
  private final Path scratch;
  private final ArtifactCache cache;

  /**
   * @param local this worker's own folder: what an earlier process left in it is removed
   * @param copies of artifacts, in the same file system; may be shared with other workers
   * @param limit of the copies, in bytes
   */
  public Artifacts(ArtifactStore store, Path local, Path copies, long limit) {
    this.store = store;
    this.scratch = local.toAbsolutePath().normalize();
    this.cache = new ArtifactCache(store, copies, scratch, limit);
    try {
      FileTree.delete(scratch);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot clear " + scratch, e);
    }
  }

  /**
   * The files of one attempt, none of which is there yet; to be closed when it is over.
   *
   * @param earlierTasks whose files it may read beside those of its own task
   */
  public AttemptArtifacts open(UUID taskId, StepAttempt step, List<UUID> earlierTasks) {
    Optional<Path> shared = store.folder(taskId);
    return shared.isPresent()
        ? new AttemptArtifacts(taskId, step, earlierTasks, store, shared.get(), null)
        : new AttemptArtifacts(
            taskId,
            step,
            earlierTasks,
            store,
            scratch.resolve(UUID.randomUUID().toString()),
            cache);
  }
}
