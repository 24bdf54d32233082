package io.openclaw.orchestrator.engine;

import io.openclaw.event.PlannedStep;
import io.openclaw.event.Work;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
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
  static @Nullable Instant wakeAt(TaskState state) {
    Plan plan = state.plan();
    if (plan == null || state.isFinal()) {
      return null;
    }
    Stream<Instant> own =
        state.pause().since() == null
            ? Stream.of(deadline(state.request(), plan, state.pause().total()))
            : Stream.of();
    return Stream.concat(own, state.nodes().flatMap(node -> dueTimes(node, state.pause())))
        .min(Instant::compareTo)
        .orElse(null);
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

  /** Of a list each element has its own time. */
  static boolean hasDeadline(Node node) {
    return node.step.work() instanceof Work.SubWorkflow && !node.isList();
  }

  private static Stream<Instant> dueTimes(Node node, Pause pause) {
    return Stream.concat(
        dueTime(node, pause).stream(),
        node.assignments.stream().flatMap(one -> dueTime(node.step, one.state())));
  }

  private static Optional<Instant> dueTime(Node node, Pause pause) {
    return switch (node.phase) {
      case Phase.Approving approving -> Optional.ofNullable(approving.expiresAt());
      case Phase.Working working when hasDeadline(node) && pause.since() == null ->
          Optional.of(deadline(node, working, pause.total()));
      case Phase.Waiting _, Phase.Working _, Phase.Compensating _, Phase.Over _ -> Optional.empty();
    };
  }

  private static Stream<Instant> dueTime(PlannedStep step, AssignmentState state) {
    return switch (state) {
      case AssignmentState.Running running -> Stream.of(overdueAt(step, running));
      case AssignmentState.Retrying retrying -> Stream.of(retrying.dueAt());
      case AssignmentState.Scheduled _,
          AssignmentState.Completed _,
          AssignmentState.Failed _,
          AssignmentState.Cancelled _ ->
          Stream.of();
    };
  }
}
