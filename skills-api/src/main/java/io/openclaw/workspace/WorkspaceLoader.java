package io.openclaw.workspace;

import java.nio.file.Path;
import java.util.List;

/** Reads a workspace folder and checks it as a whole. */
public final class WorkspaceLoader {
  private WorkspaceLoader() {}

  /** Never throws for what is in the files; every problem is reported, not just the first. */
  public static LoadResult load(Path root) {
    return new LoadResult.Invalid(
        List.of(new WorkspaceProblem(root.toString(), 1, 1, "NOT_READ", "not read")));
  }
}
