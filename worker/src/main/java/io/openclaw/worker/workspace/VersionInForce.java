package io.openclaw.worker.workspace;

import io.openclaw.workspace.LoadResult.Loaded;
import io.openclaw.workspace.WorkspaceContent;
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
  private static final Duration PAUSE = Duration.ofMillis(250);

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
      WorkspaceContent inForce = orchestrator == null ? null : await(orchestrator);
      return inForce == null ? snapshots.latest() : new Loaded(snapshots.keep(inForce), inForce);
    } catch (IOException e) {
      LOG.errorf("The version in force cannot be read. reason=%s", e);
      return null;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return null;
    }
  }

  /** Null where the orchestrator does not answer in time. */
  private @Nullable WorkspaceContent await(OrchestratorArchives orchestrator)
      throws InterruptedException {
    long begin = System.nanoTime();
    while (true) {
      try {
        return orchestrator.inForce();
      } catch (IOException e) {
        if (System.nanoTime() - begin > patience.toNanos()) {
          LOG.errorf("The orchestrator does not tell which version is in force. reason=%s", e);
          return null;
        }
      }
      Thread.sleep(PAUSE);
    }
  }
}
