package io.openclaw.artifact;

import io.openclaw.event.StepAttempt;
import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Artifacts in a file system, below {@code artifacts/<task>/<step>/<agent>/<attempt>/} of the data
 * folder. An attempt is taken by giving a folder its name, which only one can do; the taker's own
 * name is in the folder by then.
 */
public final class FileArtifactStore implements ArtifactStore {
  private static final String TAKER = ".taken";

  private final Path root;

  public FileArtifactStore(Path data) {
    this.root = data.toAbsolutePath().normalize().resolve("artifacts");
  }

  @Override
  public int newestAttempt(UUID taskId, StepAttempt part) throws IOException {
    try (Stream<Path> taken = Files.list(attempts(taskId, part))) {
      return taken.mapToInt(FileArtifactStore::number).max().orElse(0);
    } catch (NoSuchFileException e) {
      return 0;
    }
  }

  @Override
  public boolean take(UUID taskId, StepAttempt attempt, Taker by) throws IOException {
    Path folder = folder(taskId, attempt);
    if (Files.exists(folder)) {
      return false;
    }
    Path prepared = folder.resolveSibling(TAKER + "-" + UUID.randomUUID());
    Files.createDirectories(prepared);
    Files.writeString(prepared.resolve(TAKER), by.text());
    try {
      // Never over a folder that has something in it, and each has its taker's name.
      Files.move(prepared, folder, StandardCopyOption.ATOMIC_MOVE);
      return true;
    } catch (FileSystemException e) {
      Files.delete(prepared.resolve(TAKER));
      Files.delete(prepared);
      if (Files.exists(folder)) {
        return false;
      }
      throw e;
    }
  }

  @Override
  public Optional<Taker> taker(UUID taskId, StepAttempt attempt) throws IOException {
    try {
      return Taker.parse(Files.readString(folder(taskId, attempt).resolve(TAKER)));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  @Override
  public void put(ArtifactAddress address, Path file, String mediaType, String sha256)
      throws IOException {
    Path target = root.resolve(address.path());
    Files.createDirectories(target.getParent());
    try {
      Files.move(file, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Path near = target.resolveSibling("." + target.getFileName());
      Files.copy(file, near, StandardCopyOption.REPLACE_EXISTING);
      Files.move(near, target, StandardCopyOption.ATOMIC_MOVE);
    }
  }

  @Override
  public Content open(ArtifactAddress address) throws IOException {
    Path file = root.resolve(address.path());
    if (!isOwn(file)) {
      throw new NoSuchFileException(address.uri());
    }
    return new Content(Files.newInputStream(file), Files.size(file), null);
  }

  @Override
  public List<ArtifactAddress> list(UUID taskId) throws IOException {
    try (Stream<Path> files = Files.walk(root.resolve(taskId.toString()))) {
      return files
          .filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
          .map(file -> "artifact:" + root.relativize(file).toString().replace('\\', '/'))
          .flatMap(uri -> ArtifactAddress.parse(uri).stream())
          .toList();
    } catch (NoSuchFileException e) {
      return List.of();
    }
  }

  @Override
  public void delete(UUID taskId) throws IOException {
    FileTree.delete(root.resolve(taskId.toString()));
  }

  @Override
  public Optional<Path> folder(UUID taskId) {
    return Optional.of(root.resolve(taskId.toString()));
  }

  @Override
  public void close() {}

  /** Only what really lies below the root, links followed. */
  private boolean isOwn(Path file) throws IOException {
    try {
      return file.toRealPath().startsWith(root.toRealPath()) && Files.isRegularFile(file);
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  private Path folder(UUID taskId, StepAttempt attempt) {
    return attempts(taskId, attempt).resolve(Integer.toString(attempt.attempt()));
  }

  private Path attempts(UUID taskId, StepAttempt part) {
    ArtifactAddress any = ArtifactAddress.of(taskId, part, "any");
    return root.resolve(taskId.toString()).resolve(any.stepId()).resolve(any.agentId());
  }

  /** Below every attempt where it is none's: file systems and desktops leave files of their own. */
  private static int number(Path folder) {
    return AttemptNumber.of(folder.getFileName().toString());
  }
}
