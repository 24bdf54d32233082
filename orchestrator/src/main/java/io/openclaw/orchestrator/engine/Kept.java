package io.openclaw.orchestrator.engine;

import io.openclaw.event.PlannedStep;
import io.openclaw.event.Work;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which steps of an ended task need not be done again when it is tried again. */
public final class Kept {
  private Kept() {}

  /**
   * Those that were complete and rest on nothing that is done again. What only undoes something is
   * never kept: what it has undone is done again.
   *
   * @param before the ended task
   * @param plan of the new one; where the workflow was edited, another one
   * @param from id of a step that is done again in any case; null: none
   */
  public static List<StepState> of(TaskState before, Plan plan, @Nullable String from) {
    List<Node> nodes = Node.flow(plan.steps(), null, List.of());
    List<Node> earlier = before.roots();
    List<StepState> kept = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    for (Node node : nodes) {
      PlannedStep step = node.step;
      Node done = find(earlier, step.id());
      if (done != null
          && isOfUse(done, step)
          && !step.id().equals(from)
          && !node.isCompensation(nodes)
          && !done.isCompensation(earlier)
          && ids.containsAll(step.dependsOn())) {
        kept.add(done.state());
        ids.add(step.id());
      }
    }
    return kept;
  }

  /** What consists of other steps is of use as long as it would consist of the same again. */
  private static boolean isOfUse(Node done, PlannedStep step) {
    return done.phase instanceof Phase.Completed
        && (done.step.equals(step) || (isOfOnePiece(done.step) && isOfOnePiece(step)));
  }

  private static boolean isOfOnePiece(PlannedStep step) {
    return step.work() instanceof Work.ByAgents && step.conditions().forEach() == null;
  }

  private static @Nullable Node find(List<Node> nodes, String id) {
    return nodes.stream().filter(node -> node.step.id().equals(id)).findFirst().orElse(null);
  }
}
