package io.openclaw.workspace.live;

import static java.util.Objects.requireNonNull;

import io.openclaw.workspace.WorkspaceProblem;
import java.util.List;

/** What came of looking at a workspace's folder again. */
public sealed interface Reload {

  /** Nothing is different, or only what means nothing. */
  record Unchanged(String version) implements Reload {
    public Unchanged {
      requireNonNull(version, "version is null");
    }
  }

  /** An edit is in force. */
  record Applied(String version) implements Reload {
    public Applied {
      requireNonNull(version, "version is null");
    }
  }

  /**
   * An edit is not sound; the version before it stays in force.
   *
   * @param problems all that is wrong, in order of file and line
   */
  record Refused(List<WorkspaceProblem> problems) implements Reload {
    public Refused {
      problems = List.copyOf(problems);
    }
  }

  /**
   * An edit is sound and could not be put into force; the version before it stays, and the next
   * look tries again.
   */
  record Postponed(String reason) implements Reload {
    public Postponed {
      requireNonNull(reason, "reason is null");
    }
  }
}
