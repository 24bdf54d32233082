package io.openclaw.worker.artifact;

import io.openclaw.event.StepAttempt;
import io.openclaw.worker.WorkerConfig;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;

/**
 * Artifacts in the file system, below {@code artifacts/<task>/<step>/<agent>/<attempt>/} of the
 * data folder. Thread-safe.
 */
@Singleton
public class ArtifactStore {
  private static final String SCHEME = "artifact:";

  private final Path root;

  @Inject
  ArtifactStore(WorkerConfig config) {
    this(config.data());
  }

  public ArtifactStore(Path data) {
    this.root = data.toAbsolutePath().normalize().resolve("artifacts");
  }

  /** All that a task has made. */
  public Path folder(UUID taskId) {
    return root.resolve(taskId.toString());
  }

  /** What all attempts at an agent's part of a step have made, each in a folder with its number. */
  public Path attempts(UUID taskId, StepAttempt step) {
    return root.resolve(place(taskId, step));
  }

  /** The files of one attempt, none of which is there yet. */
  public AttemptArtifacts open(UUID taskId, StepAttempt step) {
    String place = place(taskId, step) + "/" + step.attempt();
    return new AttemptArtifacts(root.resolve(place), SCHEME + place + "/");
  }

  /** Where an artifact lies; empty where the name is none, or one of another task. */
  public Optional<Path> find(UUID taskId, String uri) {
    String own = SCHEME + taskId + "/";
    String[] segments =
        uri.startsWith(own) ? uri.substring(own.length()).split("/", -1) : new String[0];
    if (segments.length != 4) {
      return Optional.empty();
    }
    Path file = folder(taskId);
    for (String segment : segments) {
      if (!isPlain(segment)) {
        return Optional.empty();
      }
      file = file.resolve(segment);
    }
    return Optional.of(file);
  }

  /** Whether a text is the address of an artifact, of whatever task. */
  public static boolean isUri(String text) {
    return text.startsWith(SCHEME);
  }

  /** Whether a name is a plain, visible file name. */
  static boolean isPlain(String name) {
    return !name.isEmpty()
        && name.length() <= 200
        && !name.startsWith(".")
        && name.chars().noneMatch(c -> c == '/' || c == '\\' || Character.isISOControl(c));
  }

  private static String place(UUID taskId, StepAttempt step) {
    return String.join("/", taskId.toString(), segment(step.stepId()), segment(step.agentId()));
  }

  private static String segment(String id) {
    if (!isPlain(id)) {
      throw new IllegalArgumentException("cannot be a folder's name: " + id);
    }
    return id;
  }
}
