package io.openclaw.task;

import static java.util.Objects.requireNonNull;

import io.openclaw.event.Failure;
import io.openclaw.event.Result;
import io.openclaw.event.Route;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A task at one moment.
 *
 * @param route null until it is decided
 * @param result of a completed task
 * @param cause of a failed task
 */
public record TaskView(
    UUID id,
    String tenant,
    String text,
    TaskStatus status,
    @Nullable Route route,
    @Nullable String workspaceVersion,
    List<StepView> steps,
    @Nullable Result result,
    @Nullable Failure cause,
    Instant createdAt,
    Instant updatedAt) {

  /**
   * One step.
   *
   * @param id unique within the task: {@code release.build} is step build of the sub-workflow that
   *     step release runs, {@code reviews[2]} is step reviews for the third element of its list
   * @param dependsOn ids, within its workflow
   * @param agents each agent's part in it
   * @param cause of a failed step
   * @param steps of a sub-workflow, or one for each element
   */
  public record StepView(
      String id,
      String name,
      List<String> dependsOn,
      StepStatus status,
      List<AssignmentView> agents,
      @Nullable Failure cause,
      List<StepView> steps) {
    public StepView {
      requireNonNull(id, "id is null");
      requireNonNull(name, "name is null");
      dependsOn = List.copyOf(dependsOn);
      requireNonNull(status, "status is null");
      agents = List.copyOf(agents);
      steps = List.copyOf(steps);
    }
  }

  /**
   * One agent's part.
   *
   * @param attempt the newest; 0 before the first
   * @param workerId who has or had the newest attempt
   * @param causes why earlier attempts, and perhaps the last, came to nothing; oldest first
   */
  public record AssignmentView(
      String agentId,
      StepStatus status,
      int attempt,
      @Nullable String workerId,
      List<Failure> causes,
      @Nullable Result result) {
    public AssignmentView {
      requireNonNull(agentId, "agentId is null");
      requireNonNull(status, "status is null");
      causes = List.copyOf(causes);
    }
  }

  public TaskView {
    requireNonNull(id, "id is null");
    requireNonNull(tenant, "tenant is null");
    requireNonNull(text, "text is null");
    requireNonNull(status, "status is null");
    steps = List.copyOf(steps);
    requireNonNull(createdAt, "createdAt is null");
    requireNonNull(updatedAt, "updatedAt is null");
  }
}
