package io.openclaw.worker.workspace;

import io.openclaw.workspace.LoadResult.Loaded;
import io.openclaw.workspace.WorkspaceContent;
import io.openclaw.workspace.live.VersionElsewhere;
import io.openclaw.workspace.live.WorkspaceSnapshots;
import java.io.IOException;
import java.time.Duration;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The version to begin with where the folder is not sound at the start: what the orchestrator has
 * in force, else what workers with the same cache used last.
 */
final class VersionInForce {
  private static final Logger LOG = Logger.getLogger(VersionInForce.class);

  private final @Nullable OrchestratorArchives orchestrator;
  private final WorkspaceSnapshots snapshots;
  private final Duration patience;

  /**
   * @param orchestrator null where its address is not known
   * @param patience the orchestrator may start at the same time
   */
  VersionInForce(
      @Nullable OrchestratorArchives orchestrator,
      WorkspaceSnapshots snapshots,
      Duration patience) {
    this.orchestrator = orchestrator;
    this.snapshots = snapshots;
    this.patience = patience;
  }

  /** Null where there is none. Blocks. */
  @Nullable Loaded find() {
    try {
      Loaded inForce = orchestrator == null ? null : of(orchestrator);
      return inForce == null ? snapshots.latest() : inForce;
    } catch (IOException e) {
      LOG.errorf("No copy of the workspace can be read. reason=%s", e);
      return null;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return null;
    }
  }

  private @Nullable Loaded of(OrchestratorArchives orchestrator) throws InterruptedException {
    VersionElsewhere elsewhere = orchestrator::inForce;
    try {
      WorkspaceContent content = elsewhere.await(patience);
      return new Loaded(snapshots.keep(content), content);
    } catch (IOException e) {
      LOG.errorf("The orchestrator's version in force cannot be had. reason=%s", e);
      return null;
    }
  }
}
