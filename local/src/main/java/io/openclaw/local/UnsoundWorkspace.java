package io.openclaw.local;

import io.openclaw.workspace.WorkspaceProblem;
import java.nio.file.Path;
import java.util.List;

/** Says what is wrong with a workspace: each problem, and how many there are. */
final class UnsoundWorkspace {
  private UnsoundWorkspace() {}

  /** What the command ends with. */
  static int tell(Context context, Path root, List<WorkspaceProblem> problems) {
    problems.forEach(problem -> context.say(problem.toString()));
    int number = problems.size();
    context.complain("%s: %d problem%s".formatted(root, number, number == 1 ? "" : "s"));
    return ExitCode.FAILED;
  }
}
