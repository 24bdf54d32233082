package io.openclaw.orchestrator.engine;

import io.openclaw.event.Failure;
import io.openclaw.event.PlannedStep;
import io.openclaw.event.StepAttempt;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Why steps and tasks end without a result, in words for a person. */
final class Endings {
  private Endings() {}

  static Failure workerLost(Tries tries) {
    return Failure.passing(
        "WORKER_LOST",
        "Worker %s stopped or fell silent during attempt %d"
            .formatted(tries.workerId(), tries.attempt()));
  }

  static Failure overdue(PlannedStep step) {
    return Failure.passing(
        "TIMEOUT",
        "No result after %s, and no word from the worker for %s more"
            .formatted(seconds(step.timeout()), seconds(TaskClock.GRACE)));
  }

  static Failure abandoned() {
    return Failure.permanent("TASK_ENDED", "The task ended before this attempt did");
  }

  static Failure stepFailed(PlannedStep step, StepAttempt attempt, Failure cause) {
    String tries = attempt.attempt() == 1 ? "" : " after " + attempt.attempt() + " attempts";
    return Failure.permanent(
        cause.code(),
        "Step %s (%s) failed on %s%s: %s"
            .formatted(step.id(), step.name(), attempt.agentId(), tries, cause.message()));
  }

  static Failure outOfTime(Plan plan, Map<String, List<Assignment>> progress) {
    String open =
        plan.steps().stream()
            .filter(step ->
                !progress.getOrDefault(step.id(), List.of()).stream()
                    .allMatch(Assignment::isCompleted))
            .map(step -> step.id() + " (" + step.name() + ")")
            .collect(Collectors.joining(", "));
    return Failure.permanent(
        "TIMEOUT",
        "The task was not done within %s; still open: %s".formatted(seconds(plan.timeout()), open));
  }

  private static String seconds(Duration duration) {
    return duration.toSeconds() + " s";
  }
}
