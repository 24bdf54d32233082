package io.openclaw.orchestrator.engine;

import io.openclaw.event.PlannedStep;
import io.openclaw.event.Result;
import io.openclaw.event.Work;
import java.util.List;

/**
 * How much a task may consist of, so that its state and its result stay small enough to be stored
 * and sent. What its parts make is shared out among them ({@link Share}).
 */
final class Room {
  /**
   * Parts of a whole task: what each agent does of each step, and of each element of a list. So
   * many have room for a reference each.
   */
  static final int PARTS = Share.TASK / Share.LEAST;

  /** Files of a whole task; of each, some hundred bytes are carried along. */
  static final int FILES = 4096;

  private final List<Node> roots;

  Room(List<Node> roots) {
    this.roots = roots;
  }

  /** Of lists, only those that have begun. */
  int parts() {
    return roots.stream().mapToInt(Room::parts).sum();
  }

  /** Whether a list may begin, whose elements do not count among the {@link #parts} before. */
  boolean isForElements(Node list, int size) {
    return parts() + size * parts(list.step.work()) <= PARTS;
  }

  /** Of what is complete. */
  int files() {
    int files = 0;
    for (Node node : Node.all(roots)) {
      for (Assignment assignment : node.assignments) {
        if (assignment.state() instanceof AssignmentState.Completed completed) {
          files += completed.result().artifacts().size();
        }
      }
    }
    return files;
  }

  boolean isForFilesOf(Result result) {
    return result.artifacts().isEmpty() || files() + result.artifacts().size() <= FILES;
  }

  private static int parts(Node node) {
    if (!node.children.isEmpty()) {
      return node.children.stream().mapToInt(Room::parts).sum();
    }
    return node.isList() ? 0 : Math.max(node.assignments.size(), parts(node.step.work()));
  }

  private static int parts(Work work) {
    return switch (work) {
      case Work.ByAgents agents -> agents.agents().size();
      case Work.SubWorkflow flow -> flow.steps().stream().mapToInt(Room::parts).sum();
    };
  }

  private static int parts(PlannedStep step) {
    return step.conditions().forEach() == null ? parts(step.work()) : 0;
  }
}
