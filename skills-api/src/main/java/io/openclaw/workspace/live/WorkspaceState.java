package io.openclaw.workspace.live;

import static java.util.Objects.requireNonNull;

import io.openclaw.workspace.LoadResult.Loaded;
import io.openclaw.workspace.WorkspaceProblem;
import java.time.Instant;
import java.util.List;

/**
 * Which version of a workspace is in force, and what is wrong with an edit of it.
 *
 * @param since when it came into force
 * @param problems of the folder as it is now; empty where it is what is in force, or waits to come
 *     into force
 */
public record WorkspaceState(Loaded loaded, Instant since, List<WorkspaceProblem> problems) {
  public WorkspaceState {
    requireNonNull(loaded, "loaded is null");
    requireNonNull(since, "since is null");
    problems = List.copyOf(problems);
  }

  public String version() {
    return loaded.workspace().version();
  }
}
