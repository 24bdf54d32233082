package io.openclaw.orchestrator.engine;

import io.openclaw.event.PlannedStep;
import java.time.Duration;
import java.time.Instant;
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
    return Stream.concat(Stream.of(deadline(state.request(), plan)), dueTimes(state, plan))
        .min(Instant::compareTo)
        .orElseThrow();
  }

  static Instant deadline(Request request, Plan plan) {
    return request.acceptedAt().plus(plan.timeout());
  }

  static Instant overdueAt(PlannedStep step, AssignmentState.Running running) {
    return running.since().plus(step.timeout()).plus(GRACE);
  }

  private static Stream<Instant> dueTimes(TaskState state, Plan plan) {
    return plan.steps().stream()
        .flatMap(step ->
            state.step(step.id()).assignments().stream()
                .flatMap(assignment -> dueTime(step, assignment.state())));
  }

  private static Stream<Instant> dueTime(PlannedStep step, AssignmentState state) {
    return switch (state) {
      case AssignmentState.Running running -> Stream.of(overdueAt(step, running));
      case AssignmentState.Retrying retrying -> Stream.of(retrying.dueAt());
      case AssignmentState.Waiting _,
          AssignmentState.Scheduled _,
          AssignmentState.Completed _,
          AssignmentState.Failed _,
          AssignmentState.Skipped _ ->
          Stream.of();
    };
  }
}
