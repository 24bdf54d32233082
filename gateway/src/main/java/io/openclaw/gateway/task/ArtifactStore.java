package io.openclaw.gateway.task;

import io.openclaw.event.Artifact;
import io.openclaw.event.Result;
import io.openclaw.gateway.GatewayConfig;
import io.openclaw.task.TaskView;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Files that tasks have made, in the data folder. Only what the task lists is found here, and only
 * where it really lies below the folder of artifacts, links followed.
 */
@ApplicationScoped
class ArtifactStore {
  private final Path root;

  ArtifactStore(GatewayConfig config) {
    this.root = config.data().resolve("artifacts").toAbsolutePath().normalize();
  }

  /** The task's artifact of that address; empty where it lists none. */
  static Optional<Artifact> listed(TaskView task, String uri) {
    Stream<Result> ofSteps =
        Steps.all(task.steps())
            .flatMap(step -> step.agents().stream())
            .map(TaskView.AssignmentView::result)
            .filter(Objects::nonNull);
    return Stream.concat(ofSteps, Stream.ofNullable(task.result()))
        .flatMap(result -> result.artifacts().stream())
        .filter(artifact -> artifact.uri().equals(uri))
        .findFirst();
  }

  /** The file behind an artifact; empty where it is gone. */
  Optional<Path> file(String relative) throws IOException {
    try {
      Path file = root.resolve(relative).toRealPath();
      return file.startsWith(root.toRealPath()) && Files.isRegularFile(file)
          ? Optional.of(file)
          : Optional.empty();
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }
}
