package io.openclaw.workspace;

import static java.util.Objects.requireNonNull;

import java.util.List;

/** What came of reading a workspace. */
public sealed interface LoadResult {

  /**
   * It is sound.
   *
   * @param content what it was read from
   * @param warnings what somebody should look at all the same, in order of file and line
   */
  record Loaded(Workspace workspace, WorkspaceContent content, List<WorkspaceProblem> warnings)
      implements LoadResult {
    public Loaded {
      requireNonNull(content, "content is null");
      requireNonNull(workspace, "workspace is null");
      warnings = List.copyOf(warnings);
    }

    /** Without warnings. */
    public Loaded(Workspace workspace, WorkspaceContent content) {
      this(workspace, content, List.of());
    }
  }

  /** It is not; all that is wrong, in order of file and line. */
  record Invalid(List<WorkspaceProblem> problems) implements LoadResult {
    public Invalid {
      problems = List.copyOf(problems);
      if (problems.isEmpty()) {
        throw new IllegalArgumentException("no problem");
      }
    }
  }
}
