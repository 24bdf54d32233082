package io.openclaw.worker.step;

import io.openclaw.artifact.ArtifactAddress;
import io.openclaw.artifact.ArtifactStore;
import io.openclaw.artifact.FileArtifactStore;
import io.openclaw.artifact.Taker;
import io.openclaw.event.StepAttempt;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A store in which something happens right before an attempt is taken, as to a process that is
 * slow.
 */
record Interposed(FileArtifactStore store, Event event) implements ArtifactStore {

  /** What happens. */
  interface Event {
    void happen() throws IOException;
  }

  Interposed(Path data, Event event) {
    this(new FileArtifactStore(data), event);
  }

  @Override
  public boolean take(UUID taskId, StepAttempt attempt, Taker by) throws IOException {
    event.happen();
    return store.take(taskId, attempt, by);
  }

  @Override
  public Optional<Taker> taker(UUID taskId, StepAttempt attempt) throws IOException {
    return store.taker(taskId, attempt);
  }

  @Override
  public int newestAttempt(UUID taskId, StepAttempt part) throws IOException {
    return store.newestAttempt(taskId, part);
  }

  @Override
  public void put(ArtifactAddress address, Path file, String mediaType, String sha256)
      throws IOException {
    store.put(address, file, mediaType, sha256);
  }

  @Override
  public Content open(ArtifactAddress address) throws IOException {
    return store.open(address);
  }

  @Override
  public List<ArtifactAddress> list(UUID taskId) throws IOException {
    return store.list(taskId);
  }

  @Override
  public void delete(UUID taskId) throws IOException {
    store.delete(taskId);
  }

  @Override
  public Optional<Path> folder(UUID taskId) {
    return store.folder(taskId);
  }

  @Override
  public void close() {
    store.close();
  }
}
