package io.openclaw.orchestrator.engine;

import io.openclaw.event.Failure;
import io.openclaw.event.Work;
import java.util.List;

/** What the words of a step's agents come to, by how many of them have to complete it. */
sealed interface Verdict {

  /** It depends on those that have not ended. */
  record Open() implements Verdict {}

  /** So many have completed it that no other is needed. */
  record Enough() implements Verdict {}

  /** Too many have failed. */
  record Hopeless(Failure cause) implements Verdict {}

  /** Where there is a fallback, its word alone counts: the others' has been heard. */
  static Verdict of(Node node, Work.ByAgents work) {
    List<Assignment> asked = node.assignments;
    boolean fallback = asked.size() > work.agents().size();
    return fallback ? of(asked.subList(asked.size() - 1, asked.size()), 1) : of(asked, work.join());
  }

  private static Verdict of(List<Assignment> assignments, int join) {
    int completed = 0;
    int open = 0;
    Failure cause = Endings.nobody();
    for (Assignment assignment : assignments) {
      switch (assignment.state()) {
        case AssignmentState.Completed _ -> completed++;
        case AssignmentState.Open _ -> open++;
        case AssignmentState.Failed failed -> cause = Endings.agentFailed(assignment, failed);
        case AssignmentState.Cancelled _ -> {}
      }
    }
    if (completed >= join) {
      return new Enough();
    }
    return completed + open < join ? new Hopeless(cause) : new Open();
  }
}
