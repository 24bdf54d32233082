package io.openclaw.orchestrator.engine;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.openclaw.event.StepAttempt;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Everything about a task that has to outlive a process.
 *
 * @param plan null until the task's way is decided
 * @param steps the plan's steps in its order
 * @param events how many there have been; the newest one's number
 */
public record TaskState(
    Request request,
    @Nullable Plan plan,
    List<StepProgress> steps,
    Outcome outcome,
    long events,
    Instant updatedAt) {

  /**
   * An attempt that is with the workers.
   *
   * @param incarnation of the process that has started it and answers for it; null before that
   */
  public record Attempt(StepAttempt step, @Nullable UUID incarnation) {

    /** Whether both try the same agent's part of the same step. */
    public boolean isOfTheSamePartAs(Attempt other) {
      return step.stepId().equals(other.step.stepId())
          && step.agentId().equals(other.step.agentId());
    }
  }

  public TaskState {
    requireNonNull(request, "request is null");
    steps = List.copyOf(steps);
    requireNonNull(outcome, "outcome is null");
    requireNonNull(updatedAt, "updatedAt is null");
  }

  @JsonIgnore
  public UUID id() {
    return request.taskId();
  }

  @JsonIgnore
  public boolean isFinal() {
    return !(outcome instanceof Outcome.Open);
  }

  /** The attempts that are with the workers; a started one ends when its process does. */
  public List<Attempt> attempts() {
    List<Attempt> attempts = new ArrayList<>();
    for (StepProgress step : steps) {
      for (Assignment assignment : step.assignments()) {
        if (assignment.state() instanceof AssignmentState.Sent sent) {
          attempts.add(new Attempt(attempt(step, assignment), sent.incarnation()));
        }
      }
    }
    return attempts;
  }

  private static StepAttempt attempt(StepProgress step, Assignment assignment) {
    int number = assignment.state().tries().attempt();
    return new StepAttempt(step.stepId(), assignment.agentId(), number);
  }

  StepProgress step(String id) {
    return steps.stream()
        .filter(step -> step.stepId().equals(id))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("task " + id() + " has no step " + id));
  }
}
