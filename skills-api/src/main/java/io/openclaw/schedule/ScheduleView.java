package io.openclaw.schedule;

import static java.util.Objects.requireNonNull;

import io.openclaw.task.TaskStatus;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A schedule at one moment, as clients see it.
 *
 * @param cron null where it has an interval
 * @param every null where it has a cron expression
 * @param timezone of the cron expression
 * @param nextTick null while it is not enabled, and for a moment after it was written
 * @param lastTick the newest one that has started a task
 * @param lastTask that task
 * @param lastStatus null where the task is not taken in yet, or forgotten
 */
public record ScheduleView(
    String name,
    String tenant,
    @Nullable String cron,
    @Nullable String every,
    @Nullable String timezone,
    String request,
    @Nullable String agent,
    Schedule.Missed missed,
    Schedule.Overlap overlap,
    boolean enabled,
    @Nullable Instant nextTick,
    @Nullable Instant lastTick,
    @Nullable UUID lastTask,
    @Nullable TaskStatus lastStatus) {

  public ScheduleView {
    requireNonNull(name, "name is null");
    requireNonNull(tenant, "tenant is null");
    requireNonNull(request, "request is null");
    requireNonNull(missed, "missed is null");
    requireNonNull(overlap, "overlap is null");
  }

  /** What is known of a schedule beside what its file says; null where nothing is. */
  public record Progress(
      @Nullable Instant nextTick,
      @Nullable Instant lastTick,
      @Nullable UUID lastTask,
      @Nullable TaskStatus lastStatus) {
    public static final Progress NONE = new Progress(null, null, null, null);
  }

  public static ScheduleView of(Schedule schedule, Progress progress) {
    Timing timing = schedule.timing();
    return new ScheduleView(
        schedule.name(),
        schedule.tenant(),
        timing instanceof Cron cron ? cron.text() : null,
        timing instanceof Every every ? every.text() : null,
        timing instanceof Cron cron ? cron.zone().getId() : null,
        schedule.request(),
        schedule.agent(),
        schedule.missed(),
        schedule.overlap(),
        schedule.enabled(),
        schedule.enabled() ? progress.nextTick() : null,
        progress.lastTick(),
        progress.lastTask(),
        progress.lastStatus());
  }
}
