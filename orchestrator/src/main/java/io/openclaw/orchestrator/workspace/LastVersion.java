package io.openclaw.orchestrator.workspace;

import io.openclaw.orchestrator.start.OrchestratorConfig;
import io.openclaw.orchestrator.store.Patience;
import io.openclaw.orchestrator.store.Transactions;
import io.openclaw.orchestrator.store.WorkspaceVersions;
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

/** The version that was in force last, for a start at which the folder is not sound. */
@ApplicationScoped
class LastVersion {
  private static final Logger LOG = Logger.getLogger(LastVersion.class);
  private static final Patience FINDING = new Patience(Duration.ofSeconds(30));

  private final Transactions transactions;
  private final WorkspaceVersions versions;
  private final Path copies;

  LastVersion(OrchestratorConfig config, Transactions transactions, WorkspaceVersions versions) {
    this.transactions = transactions;
    this.versions = versions;
    this.copies = config.cache().toAbsolutePath().resolve("workspaces");
  }

  /**
   * The version with its files in the cache, and with the data that lies in the folder. Null where
   * none was in force in this folder, and where there is no folder: then something else is wrong
   * than an edit. Blocks.
   */
  @Nullable Loaded of(Path root) {
    byte[] archive = Files.isDirectory(root) ? archive(root) : null;
    try {
      return archive == null ? null : load(root, archive);
    } catch (IOException e) {
      LOG.errorf("The version that was in force last cannot be read reason=\"%s\"", e);
      return null;
    }
  }

  private byte @Nullable [] archive(Path root) {
    return FINDING.await(transactions.run(() -> versions.lastInForce(root.toString())));
  }

  private Loaded load(Path root, byte[] archive) throws IOException {
    WorkspaceContent content = WorkspaceArchive.unpack(archive);
    return new Loaded(new WorkspaceSnapshots(copies, root, _ -> null).keep(content), content);
  }
}
