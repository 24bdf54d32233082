package io.openclaw.workspace.live;

import static java.util.Objects.requireNonNull;

import io.openclaw.workspace.WorkspaceProblem;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What services tell of the workspace in force.
 *
 * @param result what came of looking again; null where nobody asked for that
 * @param reason why an edit is postponed; null otherwise
 * @param version in force
 * @param since when it came into force
 * @param problems of the folder as it is now; empty where it is what is in force, or waits to come
 *     into force
 */
public record WorkspaceReport(
    @Nullable Result result,
    @Nullable String reason,
    String version,
    Instant since,
    List<WorkspaceProblem> problems) {

  /** What came of looking again. */
  public enum Result {
    UNCHANGED,
    APPLIED,
    REFUSED,
    POSTPONED
  }

  public WorkspaceReport {
    requireNonNull(version, "version is null");
    requireNonNull(since, "since is null");
    problems = List.copyOf(problems);
  }

  public static WorkspaceReport of(WorkspaceState state) {
    return new WorkspaceReport(null, null, state.version(), state.since(), state.problems());
  }

  /** After a look; the state is the one that it led to. */
  public static WorkspaceReport of(Reload reload, WorkspaceState state) {
    Result result =
        switch (reload) {
          case Reload.Unchanged _ -> Result.UNCHANGED;
          case Reload.Applied _ -> Result.APPLIED;
          case Reload.Refused _ -> Result.REFUSED;
          case Reload.Postponed _ -> Result.POSTPONED;
        };
    String reason = reload instanceof Reload.Postponed(String why) ? why : null;
    return new WorkspaceReport(result, reason, state.version(), state.since(), state.problems());
  }
}
