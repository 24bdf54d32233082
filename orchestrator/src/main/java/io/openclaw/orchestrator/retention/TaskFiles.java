package io.openclaw.orchestrator.retention;

import io.openclaw.artifact.ArtifactStore;
import io.openclaw.artifact.ArtifactStores;
import io.openclaw.artifact.ArtifactsUnavailableException;
import io.openclaw.orchestrator.start.OrchestratorConfig;
import io.quarkus.runtime.Startup;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * What tasks have left in the artifact store. Blocks, so it is to be called on virtual threads.
 *
 * <p>Opened at the start, so that what is wrong with the settings is told then and not a month
 * later.
 */
@Startup
@ApplicationScoped
class TaskFiles {
  private static final Logger LOG = Logger.getLogger(TaskFiles.class);

  private final ArtifactStore store;

  TaskFiles(OrchestratorConfig config) {
    this.store = ArtifactStores.open(config.artifacts(), config.data());
  }

  /**
   * Deletes files, announced ones and stored values alike, and which attempts were taken.
   *
   * @return the tasks that have none any more; the others are for a later try
   */
  List<UUID> delete(List<UUID> tasks) {
    List<UUID> gone = new ArrayList<>();
    for (UUID task : tasks) {
      try {
        store.delete(task);
        gone.add(task);
      } catch (ArtifactsUnavailableException e) {
        // The next ones would have to wait as long.
        LOG.warnf("Tasks stay, since their files do reason=\"%s\"", e.getMessage());
        return gone;
      } catch (IOException e) {
        LOG.warnf("A task stays, since its files do taskId=%s reason=\"%s\"", task, e);
      }
    }
    return gone;
  }

  @PreDestroy
  void close() {
    store.close();
  }
}
