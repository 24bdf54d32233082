package io.openclaw.orchestrator.engine;

import io.openclaw.event.PlannedStep;
import io.openclaw.event.Work;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which steps of an ended task need not be done again when it is tried again. */
public final class KeptSteps {
  private KeptSteps() {}

  /**
   * Those that were complete and rest on nothing that is done again. What only undoes something is
   * never kept: what it has undone is done again. A step that was left out is decided about anew,
   * which comes to the same; what comes after it is kept all the same.
   *
   * @param before the ended task
   * @param plan of the new one; where the workflow was edited, another one
   * @param from id of a step that is done again in any case; null: none
   */
  public static List<StepState> of(TaskState before, Plan plan, @Nullable String from) {
    List<Node> nodes = Node.flow(plan.steps(), null, List.of());
    List<Node> earlier = before.roots();
    List<StepState> kept = new ArrayList<>();
    Set<String> settled = new HashSet<>();
    for (Node node : nodes) {
      PlannedStep step = node.step;
      Node done = find(earlier, step.id());
      if (done == null
          || step.id().equals(from)
          || node.isCompensation(nodes)
          || done.isCompensation(earlier)
          || !settled.containsAll(step.dependsOn())) {
        continue;
      }
      if (done.phase instanceof Phase.Completed && isOfUse(done.step, step)) {
        kept.add(done.state());
        settled.add(step.id());
      } else if (done.phase instanceof Phase.Skipped && done.step.equals(step)) {
        settled.add(step.id());
      }
    }
    return kept;
  }

  /**
   * Whether later steps would be given the same by both, under the same name and in the same shape.
   * What consists of other steps has to consist of the same again.
   */
  private static boolean isOfUse(PlannedStep done, PlannedStep step) {
    return done.equals(step)
        || (isOfOnePiece(done)
            && isOfOnePiece(step)
            && joinOf(done) == joinOf(step)
            && Objects.equals(done.expectedOutput(), step.expectedOutput()));
  }

  private static boolean isOfOnePiece(PlannedStep step) {
    return step.work() instanceof Work.ByAgents && step.conditions().forEach() == null;
  }

  private static int joinOf(PlannedStep step) {
    return step.work() instanceof Work.ByAgents work ? work.join() : 1;
  }

  private static @Nullable Node find(List<Node> nodes, String id) {
    return nodes.stream().filter(node -> node.step.id().equals(id)).findFirst().orElse(null);
  }
}
