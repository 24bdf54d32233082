package io.openclaw.task;

import static java.util.Objects.requireNonNull;

import io.openclaw.event.Route;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A task as lists show it.
 *
 * @param text shortened, where it is long
 * @param route null where there is none
 * @param duration from its beginning to its end, or until now
 * @param failureCode of a failed task
 * @param stepsDone of the task's own plan: steps that are over, however they ended
 * @param stepsTotal those of a sub-workflow, or for the elements of a list, count as one
 * @param waitsForApproval whether a step waits for a person's word
 */
public record TaskSummary(
    UUID id,
    String text,
    TaskStatus status,
    @Nullable Target route,
    Instant createdAt,
    Instant updatedAt,
    Duration duration,
    @Nullable String failureCode,
    int stepsDone,
    int stepsTotal,
    boolean waitsForApproval) {

  /**
   * Where a task went.
   *
   * @param target id of the agent, workflow or skill; of several agents, with commas between
   */
  public record Target(Route.Kind kind, String target) {
    public Target {
      requireNonNull(kind, "kind is null");
      requireNonNull(target, "target is null");
    }
  }

  public TaskSummary {
    requireNonNull(id, "id is null");
    requireNonNull(text, "text is null");
    requireNonNull(status, "status is null");
    requireNonNull(createdAt, "createdAt is null");
    requireNonNull(updatedAt, "updatedAt is null");
    requireNonNull(duration, "duration is null");
  }
}
