package io.openclaw.gateway.task;

import io.openclaw.artifact.ArtifactAddress;
import io.openclaw.artifact.ArtifactStore;
import io.openclaw.artifact.ArtifactStore.Content;
import io.openclaw.artifact.ArtifactStores;
import io.openclaw.artifact.ArtifactsUnavailableException;
import io.openclaw.event.Artifact;
import io.openclaw.event.Result;
import io.openclaw.gateway.GatewayConfig;
import io.openclaw.gateway.problem.ProblemException;
import io.openclaw.task.TaskView;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/** Files that tasks have made. Only what the task lists is found here. */
@ApplicationScoped
class Artifacts {
  private static final Logger LOG = Logger.getLogger(Artifacts.class);

  private final ArtifactStore store;

  Artifacts(GatewayConfig config) {
    this.store = ArtifactStores.open(config.artifacts(), config.data());
  }

  /** What is wrong with the settings is told at the start, not when somebody wants a file. */
  void begin(@Observes StartupEvent event) {
    LOG.debugf("Artifacts are opened. store=%s", store.getClass().getSimpleName());
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

  /** The file behind an artifact, to be closed; empty where it is gone. */
  Optional<Content> open(Artifact artifact) throws IOException {
    ArtifactAddress address = ArtifactAddress.parse(artifact.uri()).orElse(null);
    if (address == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(store.open(address));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (ArtifactsUnavailableException e) {
      LOG.warn(e.getMessage());
      throw ProblemException.unavailable("the artifact store is not available now", e);
    }
  }

  @PreDestroy
  void close() {
    store.close();
  }
}
