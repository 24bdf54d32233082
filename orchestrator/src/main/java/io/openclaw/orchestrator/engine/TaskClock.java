package io.openclaw.orchestrator.engine;

import io.openclaw.event.PlannedStep;
import io.openclaw.event.Work;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** When something is due in a task. */
final class TaskClock {
  /**
   * A worker enforces a step's timeout itself and says so; only where its word has not come by then
   * does the orchestrator act.
   */
  static final Duration GRACE = Duration.ofSeconds(30);

  private TaskClock() {}

  /** The next moment at which a tick changes something; null where none will. */
  static @Nullable Instant wakeAt(Request request, Plan plan, List<Node> roots, Pause pause) {
    Instant wakeAt = pause.since() == null ? deadline(request, plan, pause.total()) : null;
    for (Node node : Node.all(roots)) {
      wakeAt = earlier(wakeAt, dueTime(node, pause));
      for (Assignment assignment : node.assignments) {
        wakeAt = earlier(wakeAt, dueTime(node.step, assignment.state()));
      }
    }
    return wakeAt;
  }

  /**
   * @param paused how long the task has waited for people
   */
  static Instant deadline(Request request, Plan plan, Duration paused) {
    return request.acceptedAt().plus(plan.timeout()).plus(paused);
  }

  /** When a sub-workflow's time is over. */
  static Instant deadline(Node node, Phase.Working working, Duration paused) {
    return working.since().plus(node.step.timeout()).plus(paused).minus(working.paused());
  }

  static Instant overdueAt(PlannedStep step, AssignmentState.Running running) {
    return running.since().plus(step.timeout()).plus(GRACE);
  }

  /** Of a list each element has its own time; what is being undone has none but its own steps'. */
  static boolean hasDeadline(Node node) {
    return node.step.work() instanceof Work.SubWorkflow
        && !node.isList()
        && (!node.isUndoing() || Flow.isBusyBesideUndoing(node));
  }

  private static @Nullable Instant earlier(@Nullable Instant one, @Nullable Instant other) {
    return one == null || (other != null && other.isBefore(one)) ? other : one;
  }

  private static @Nullable Instant dueTime(Node node, Pause pause) {
    return switch (node.phase) {
      case Phase.Approving approving -> approving.expiresAt();
      case Phase.Working working when hasDeadline(node) && pause.since() == null ->
          deadline(node, working, pause.total());
      case Phase.Waiting _, Phase.Working _, Phase.Compensating _, Phase.Over _ -> null;
    };
  }

  private static @Nullable Instant dueTime(PlannedStep step, AssignmentState state) {
    return switch (state) {
      case AssignmentState.Running running -> overdueAt(step, running);
      case AssignmentState.Retrying retrying -> retrying.dueAt();
      case AssignmentState.Scheduled _,
          AssignmentState.Completed _,
          AssignmentState.Failed _,
          AssignmentState.Cancelled _ ->
          null;
    };
  }
}
