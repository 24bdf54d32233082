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

  /** A started attempt and the process that answers for it. */
  public record Lease(StepAttempt step, String workerId, UUID incarnation) {}

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

  /** The attempts that end when their worker's process does. */
  public List<Lease> leases() {
    List<Lease> leases = new ArrayList<>();
    for (StepProgress step : steps) {
      for (Assignment assignment : step.assignments()) {
        if (assignment.state() instanceof AssignmentState.Running running) {
          Tries tries = running.tries();
          leases.add(
              new Lease(
                  new StepAttempt(step.stepId(), assignment.agentId(), tries.attempt()),
                  requireNonNull(tries.workerId(), "workerId is null"),
                  running.incarnation()));
        }
      }
    }
    return leases;
  }

  StepProgress step(String id) {
    return steps.stream()
        .filter(step -> step.stepId().equals(id))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("task " + id() + " has no step " + id));
  }
}
