package io.openclaw.local.workspace.change;

import static java.util.Objects.requireNonNull;

import io.openclaw.workspace.Workspace;
import io.openclaw.workspace.WorkspaceProblem;
import java.util.List;

/** What came of a change. */
public sealed interface Outcome {

  /** It is made, and the workspace is sound. */
  record Made(Workspace workspace) implements Outcome {
    public Made {
      requireNonNull(workspace, "workspace is null");
    }
  }

  /** With it the workspace would not be sound; it was taken back. */
  record TakenBack(List<WorkspaceProblem> problems) implements Outcome {
    public TakenBack {
      problems = List.copyOf(problems);
    }
  }
}
