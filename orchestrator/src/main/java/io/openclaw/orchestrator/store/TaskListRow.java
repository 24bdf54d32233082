package io.openclaw.orchestrator.store;

import io.openclaw.event.Route;
import io.openclaw.task.TaskStatus;
import io.openclaw.task.TaskSummary;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A task as {@link TaskQueries} reads it.
 *
 * @param text its first {@link #READ} characters
 */
public record TaskListRow(
    UUID id,
    String text,
    TaskStatus status,
    Route.@Nullable Kind routeKind,
    @Nullable String routeTarget,
    boolean waiting,
    Instant createdAt,
    Instant updatedAt,
    @Nullable String failureCode,
    int stepsDone,
    int stepsTotal) {
  private static final int SHOWN = 200;

  /** One more than is shown, to see whether there is more. */
  static final int READ = SHOWN + 1;

  TaskPosition position() {
    return new TaskPosition(createdAt, id);
  }

  /**
   * As clients see it.
   *
   * @param now until when a task that runs has taken
   */
  public TaskSummary summary(Instant now) {
    Instant end = status.isFinal() ? updatedAt : now;
    Duration duration = Duration.between(createdAt, end);
    return new TaskSummary(
        id,
        shortened(text),
        status,
        routeKind == null || routeTarget == null
            ? null
            : new TaskSummary.Target(routeKind, routeTarget),
        createdAt,
        updatedAt,
        duration.isNegative() ? Duration.ZERO : duration,
        failureCode,
        stepsDone,
        stepsTotal,
        waiting);
  }

  static String shortened(String text) {
    return text.codePointCount(0, text.length()) < READ
        ? text
        : text.substring(0, text.offsetByCodePoints(0, SHOWN)) + "…";
  }
}
