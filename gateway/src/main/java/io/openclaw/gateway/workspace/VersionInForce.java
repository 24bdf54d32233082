package io.openclaw.gateway.workspace;

import io.openclaw.gateway.GatewayConfig;
import io.openclaw.gateway.orchestrator.Orchestrator;
import io.openclaw.gateway.problem.ProblemException;
import io.openclaw.workspace.LoadResult.Loaded;
import io.openclaw.workspace.WorkspaceContent;
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
  private static final Duration PAUSE = Duration.ofMillis(250);

  private final Orchestrator orchestrator;
  private final Path copies;
  private final Duration patience;

  VersionInForce(GatewayConfig config, Orchestrator orchestrator) {
    this.orchestrator = orchestrator;
    this.copies = config.cache().toAbsolutePath().resolve("workspaces");
    this.patience = config.workspacePatience();
  }

  /**
   * The version with its files in the cache, and with the data that lies in the folder. Waits for
   * the orchestrator, which may start at the same time. Null where it does not come, and where
   * there is no folder: then something else is wrong than an edit. Blocks.
   */
  @Nullable Loaded of(Path root) {
    try {
      return Files.isDirectory(root) ? await(root) : null;
    } catch (IOException e) {
      LOG.errorf("the version in force cannot be read reason=\"%s\"", e);
      return null;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return null;
    }
  }

  private @Nullable Loaded await(Path root) throws IOException, InterruptedException {
    long begin = System.nanoTime();
    while (true) {
      try {
        return load(root, archive());
      } catch (ProblemException e) {
        if (System.nanoTime() - begin > patience.toNanos()) {
          LOG.errorf("no version in force is known reason=\"%s\"", e.getMessage());
          return null;
        }
      }
      Thread.sleep(PAUSE);
    }
  }

  private byte[] archive() {
    return orchestrator.archive(orchestrator.workspace().version());
  }

  private Loaded load(Path root, byte[] archive) throws IOException {
    WorkspaceContent content = WorkspaceArchive.unpack(archive);
    return new Loaded(new WorkspaceSnapshots(copies, root, _ -> null).keep(content), content);
  }
}
