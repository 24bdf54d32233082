package io.openclaw.worker.artifact;

import static java.util.Objects.requireNonNull;

import io.openclaw.artifact.ArtifactAddress;
import io.openclaw.artifact.ArtifactStore;
import io.openclaw.artifact.FileTree;
import io.openclaw.event.Artifact;
import io.openclaw.event.Failure;
import io.openclaw.event.StepAttempt;
import io.openclaw.hash.Sha256;
import io.openclaw.worker.failure.FailureCode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The files of one attempt, and those of its task that it reads. A call writes into a folder of its
 * own; what it announced goes to the store once the call has worked, so that a call that fails
 * leaves nothing behind. Used by one thread at a time.
 */
public final class AttemptArtifacts implements AutoCloseable {
  /**
   * Files that the calls of one attempt announce, together: all are carried along in its result.
   */
  public static final int MOST_FILES = 1000;

  private static final String VALUES = "values";

  /** Among a task's files: copies of those of earlier tasks. No artifact's name begins so. */
  private static final String EARLIER = ".earlier";

  private final UUID taskId;
  private final StepAttempt step;
  private final List<UUID> earlierTasks;
  private final ArtifactStore store;
  private final Path task;
  private final Path folder;
  private final @Nullable ArtifactCache cache;
  private final Map<String, Artifact> artifacts = new LinkedHashMap<>();

  /**
   * @param task where the task's files lie, or are brought to
   * @param cache brings them; null where they lie there already
   */
  AttemptArtifacts(
      UUID taskId,
      StepAttempt step,
      List<UUID> earlierTasks,
      ArtifactStore store,
      Path task,
      @Nullable ArtifactCache cache) {
    this.taskId = taskId;
    this.step = step;
    this.earlierTasks = List.copyOf(earlierTasks);
    this.store = store;
    this.task = task;
    this.folder =
        task.resolve(ArtifactAddress.of(taskId, step, "any").pathInTask()).resolveSibling("");
    this.cache = cache;
  }

  /** A file that a call says it has written. Each name at most once. */
  public record Announced(String name, String mediaType) {
    public Announced {
      requireNonNull(name, "name is null");
      requireNonNull(mediaType, "mediaType is null");
    }
  }

  /** A new folder for a call to write to. */
  public Path stage(String callId) throws IOException {
    Path staged = folder.resolve("." + callId);
    FileTree.delete(staged);
    return Files.createDirectories(staged);
  }

  /**
   * Checks what a call announced; null where all of it is there.
   *
   * @param staged as {@link #stage} gave it
   */
  public @Nullable Failure check(Path staged, List<Announced> announced) {
    int files = artifacts.size() + announced.size();
    if (files > MOST_FILES) {
      return FailureCode.TOO_MANY_FILES.failure(
          "the step's calls have announced %d files; %d are the most: pack them into one"
              .formatted(files, MOST_FILES));
    }
    for (Announced file : announced) {
      if (!ArtifactAddress.isPlain(file.name())) {
        return bad(file, "is no plain file name");
      }
      if (!MediaTypes.isOne(file.mediaType())) {
        return bad(file, "has a media type that is no type/subtype");
      }
      if (!Files.isRegularFile(staged.resolve(file.name()), LinkOption.NOFOLLOW_LINKS)) {
        return bad(file, "is no file in the folder for artifacts");
      }
    }
    return null;
  }

  /**
   * Takes over what {@link #check} found in order. Where an earlier call has made a file of that
   * name, this one gets another, since outputs refer to the earlier one's content.
   *
   * @return by the name that the call announced
   */
  public Map<String, Artifact> publish(Path staged, List<Announced> announced) throws IOException {
    Map<String, Artifact> published = new LinkedHashMap<>();
    for (Announced file : announced) {
      Artifact artifact = publish(staged.resolve(file.name()), file);
      published.put(file.name(), artifact);
    }
    return published;
  }

  /** Stores a document of the step itself; its name may get a number, as that of any file. */
  public Artifact keep(String name, String mediaType, byte[] content) throws IOException {
    Path staged = stage(VALUES);
    try {
      Files.write(staged.resolve(name), content);
      return publish(staged.resolve(name), new Announced(name, mediaType));
    } finally {
      discard(staged);
    }
  }

  /**
   * Where an artifact of the task, or of an earlier one that it tries again, lies on this machine;
   * brings it here where it has to.
   *
   * @return empty where the address is none, or one of another task
   * @throws java.nio.file.NoSuchFileException where there is no such artifact in a store elsewhere,
   *     or none of an earlier task
   */
  public Optional<Path> find(String uri) throws IOException {
    ArtifactAddress address = ArtifactAddress.parse(uri).orElse(null);
    if (address == null || !mayRead(address.taskId())) {
      return Optional.empty();
    }
    boolean own = address.taskId().equals(taskId);
    Path file = task.resolve(own ? address.pathInTask() : EARLIER + "/" + address.path());
    if (!Files.exists(file)) {
      if (cache != null) {
        cache.bring(address, file);
      } else if (!own) {
        copy(address, file);
      }
    }
    return Optional.of(file);
  }

  private boolean mayRead(UUID other) {
    return other.equals(taskId) || earlierTasks.contains(other);
  }

  /** Into the task's own folder, which is all that its steps may read. */
  private void copy(ArtifactAddress address, Path file) throws IOException {
    try (ArtifactStore.Content content = store.open(address)) {
      WholeFile.write(
          file, part -> Files.copy(content.stream(), part, StandardCopyOption.REPLACE_EXISTING));
    }
  }

  /** The folder in which {@link #find} finds; the step may read all that is in it. */
  public Path readable() {
    return task;
  }

  /** Removes what the attempt needed only on this machine. */
  @Override
  public void close() throws IOException {
    if (cache != null) {
      FileTree.delete(task);
    }
  }

  /** Removes a call's folder with all that was not published. */
  public void discard(Path staged) throws IOException {
    FileTree.delete(staged);
  }

  /** The artifact of that name, or null. */
  public @Nullable Artifact get(String name) {
    return artifacts.get(name);
  }

  public List<Artifact> all() {
    return List.copyOf(artifacts.values());
  }

  /** From here on it lies where no handler can write: what is hashed is what is kept. */
  private Artifact publish(Path file, Announced announced) throws IOException {
    Path taken = folder.resolve("." + UUID.randomUUID());
    Files.move(file, taken, StandardCopyOption.ATOMIC_MOVE);
    try {
      if (!Files.isRegularFile(taken, LinkOption.NOFOLLOW_LINKS)) {
        throw new IOException(announced.name() + " was replaced after the call");
      }
      return store(taken, announced);
    } finally {
      FileTree.delete(taken);
    }
  }

  private Artifact store(Path file, Announced announced) throws IOException {
    String name = unused(announced.name());
    ArtifactAddress address = ArtifactAddress.of(taskId, step, name);
    Artifact artifact =
        new Artifact(name, address.uri(), announced.mediaType(), Files.size(file), hash(file));
    ReadOnly.make(file);
    store.put(address, file, artifact.mediaType(), artifact.sha256());
    if (cache != null) {
      // Later calls of the attempt read it here.
      Files.move(file, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    }
    artifacts.put(name, artifact);
    return artifact;
  }

  private static String hash(Path file) throws IOException {
    try (InputStream content = Files.newInputStream(file)) {
      Sha256 hash = new Sha256();
      byte[] buffer = new byte[64 * 1024];
      for (int n = content.read(buffer); n >= 0; n = content.read(buffer)) {
        hash.add(buffer, 0, n);
      }
      return hash.hex();
    }
  }

  private String unused(String name) {
    int dot = name.lastIndexOf('.');
    String stem = dot > 0 ? name.substring(0, dot) : name;
    String candidate = name;
    for (int n = 2; artifacts.containsKey(candidate); n++) {
      candidate = stem + "-" + n + name.substring(stem.length());
    }
    return candidate;
  }

  private static Failure bad(Announced file, String what) {
    return FailureCode.BAD_OUTPUT.failure("artifact '" + file.name() + "' " + what);
  }
}
