package io.openclaw.orchestrator.engine;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.openclaw.event.StepAttempt;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Everything about a task that has to outlive a process.
 *
 * @param plan null until the task's way is decided
 * @param steps the plan's steps in its order
 * @param pause how long the task has waited for people
 * @param events how many there have been; the newest one's number
 */
public record TaskState(
    Request request,
    @Nullable Plan plan,
    List<StepState> steps,
    Outcome outcome,
    Pause pause,
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

  /**
   * A step that waits for a person's word.
   *
   * @param path its id within the task
   */
  public record Approval(String path, String name, Instant since, @Nullable Instant expiresAt) {}

  public TaskState {
    requireNonNull(request, "request is null");
    steps = List.copyOf(steps);
    requireNonNull(outcome, "outcome is null");
    requireNonNull(pause, "pause is null");
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
    nodes()
        .forEach(node -> {
          for (Assignment assignment : node.assignments) {
            if (assignment.state() instanceof AssignmentState.Sent sent) {
              StepAttempt step = Attempts.attempt(node, assignment.agentId(), sent);
              attempts.add(new Attempt(step, sent.incarnation()));
            }
          }
        });
    return attempts;
  }

  /** The steps that wait for a person's word. */
  public List<Approval> approvals() {
    List<Approval> approvals = new ArrayList<>();
    if (!isFinal()) {
      nodes()
          .forEach(node -> {
            if (node.phase instanceof Phase.Approving asked) {
              approvals.add(
                  new Approval(node.path(), node.step.name(), asked.since(), asked.expiresAt()));
            }
          });
    }
    return approvals;
  }

  /** The task's own steps, mutable. */
  List<Node> roots() {
    return plan == null ? List.of() : Node.flow(plan.steps(), null, steps);
  }

  /** All steps that there are, of sub-workflows and for elements as well. */
  Stream<Node> nodes() {
    return Node.all(roots()).stream();
  }
}
