package io.openclaw.worker.workspace;

import io.openclaw.workspace.Workspace;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The versions of the workspace. */
@FunctionalInterface
public interface WorkspaceVersions {

  /**
   * A version by its name; null where nobody has it any more. Blocks.
   *
   * @throws IOException where that cannot be found out now
   */
  @Nullable Workspace find(String version) throws IOException, InterruptedException;
}
