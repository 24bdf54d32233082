package io.openclaw.gateway.workspace;

import io.openclaw.gateway.GatewayConfig;
import io.openclaw.gateway.orchestrator.ActiveWorkspace;
import io.openclaw.gateway.problem.ProblemException;
import io.openclaw.workspace.LoadResult.Loaded;
import io.openclaw.workspace.WorkspaceContent;
import io.openclaw.workspace.live.VersionElsewhere;
import io.openclaw.workspace.live.WorkspaceArchive;
import io.openclaw.workspace.live.WorkspaceSnapshots;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The version that the orchestrator has in force, for a start at which the folder is not sound. */
@ApplicationScoped
class VersionInForce {
  private static final Logger LOG = Logger.getLogger(VersionInForce.class);

  private final ActiveWorkspace active;
  private final Path copies;
  private final Duration patience;

  VersionInForce(GatewayConfig config, ActiveWorkspace active) {
    this.active = active;
    this.copies = config.cache().toAbsolutePath().resolve("workspaces");
    this.patience = config.workspacePatience();
  }

  /**
   * The version with its files in the cache, and with the data that lies in the folder. Waits for
   * the orchestrator, which may start at the same time. Null where it does not come, and where
   * there is no folder: then something else is wrong than an edit. Blocks.
   */
  @Nullable Loaded of(Path root) {
    VersionElsewhere elsewhere = this::ask;
    try {
      return Files.isDirectory(root) ? copy(root, elsewhere.await(patience)) : null;
    } catch (IOException e) {
      LOG.errorf("the orchestrator's version in force cannot be had reason=\"%s\"", e);
      return null;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return null;
    }
  }

  private WorkspaceContent ask() throws IOException {
    try {
      String version = active.report().version();
      return WorkspaceArchive.unpack(active.archive(version));
    } catch (ProblemException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  private Loaded copy(Path root, WorkspaceContent content) throws IOException {
    return new Loaded(new WorkspaceSnapshots(copies, root, _ -> null).keep(content), content);
  }
}
