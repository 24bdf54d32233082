package io.openclaw.artifact;

import static java.util.Objects.requireNonNull;

import io.openclaw.event.StepAttempt;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the files that tasks make, and knows which attempts were taken. Workers, gateways and
 * orchestrators share one.
 *
 * <p>Threading: thread-safe; every method may block, and an interrupt ends the waiting. Errors:
 * where the store cannot be reached or refuses, {@link ArtifactsUnavailableException}, once it was
 * tried for as long as the settings say; nothing is half done then that another try would not do.
 */
public interface ArtifactStore extends AutoCloseable {

  /** The highest attempt at an agent's part of a step that was taken; 0 where none was. */
  int newestAttempt(UUID taskId, StepAttempt part) throws IOException;

  /**
   * Takes an attempt. Of all callers, whichever processes they are in, one is told true; it
   * outlives them. Where it fails, it may be taken, by this caller or by another.
   */
  boolean take(UUID taskId, StepAttempt attempt, Taker by) throws IOException;

  /** Who has taken an attempt; empty where nobody has, or nobody knows who. */
  Optional<Taker> taker(UUID taskId, StepAttempt attempt) throws IOException;

  /**
   * Keeps a file under an address that nothing was written to before. It is there as a whole or not
   * at all.
   *
   * @param file may be gone afterwards
   */
  void put(ArtifactAddress address, Path file, String mediaType, String sha256) throws IOException;

  /**
   * Opens a file.
   *
   * @throws java.nio.file.NoSuchFileException where there is none under that address
   */
  Content open(ArtifactAddress address) throws IOException;

  /** The files of a task, in no order. */
  List<ArtifactAddress> list(UUID taskId) throws IOException;

  /** Removes all that there is of a task, also which attempts were taken. */
  void delete(UUID taskId) throws IOException;

  /** Where the task's files lie on this machine; empty where they have to be fetched. */
  Optional<Path> folder(UUID taskId);

  @Override
  void close();

  /**
   * An open file.
   *
   * @param size in bytes
   * @param sha256 of the whole, as it was put; null where the store does not keep it
   */
  record Content(InputStream stream, long size, @Nullable String sha256) implements AutoCloseable {
    public Content {
      requireNonNull(stream, "stream is null");
    }

    @Override
    public void close() throws IOException {
      stream.close();
    }
  }
}
