package io.openclaw.orchestrator.engine;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is to be known of steps that stand side by side. */
final class Flow {
  private Flow() {}

  /** Whether nothing new begins, since one of them has failed, or is being undone. */
  static boolean isFailing(List<Node> flow) {
    for (Node node : flow) {
      if (node.isFatal() || node.phase instanceof Phase.Compensating) {
        return true;
      }
    }
    return false;
  }

  /** The first of those that the others cannot go on after; null where there is none. */
  static @Nullable Node fatal(List<Node> nodes) {
    for (Node node : nodes) {
      if (node.isFatal()) {
        return node;
      }
    }
    return null;
  }

  /** Those that a step has to wait for. */
  static List<Node> dependencies(Node node, List<Node> flow) {
    if (node.step.dependsOn().isEmpty()) {
      return List.of();
    }
    List<Node> dependencies = new ArrayList<>();
    for (Node other : flow) {
      if (node.step.dependsOn().contains(other.step.id())) {
        dependencies.add(other);
      }
    }
    return dependencies;
  }

  /** Whether something that belongs to a step goes on and is not there to undo anything. */
  static boolean isBusyBesideUndoing(Node node) {
    for (Node child : node.children) {
      if (child.phase instanceof Phase.Waiting || child.isOver() || undoes(child, node.children)) {
        continue;
      }
      if (!child.isUndoing() || isBusyBesideUndoing(child)) {
        return true;
      }
    }
    return false;
  }

  /** Whether a step is what another one is being undone by. */
  static boolean undoes(Node node, List<Node> flow) {
    return flow.stream()
        .anyMatch(other ->
            other.phase instanceof Phase.Compensating && other.isCompensatedBy(node.step.id()));
  }
}
