package io.openclaw.orchestrator.schedule;

import static java.util.stream.Collectors.toMap;

import io.openclaw.orchestrator.store.ScheduleRow;
import io.openclaw.orchestrator.store.Schedules;
import io.openclaw.orchestrator.workspace.ActiveWorkspace;
import io.openclaw.schedule.Schedule;
import io.openclaw.schedule.ScheduleView;
import io.openclaw.schedule.ScheduleView.Progress;
import io.openclaw.task.TaskStatus;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the schedules of the workspace in force have come to. In a transaction. */
@ApplicationScoped
public class ScheduleProgress {
  private final ActiveWorkspace workspace;
  private final Schedules schedules;

  ScheduleProgress(ActiveWorkspace workspace, Schedules schedules) {
    this.workspace = workspace;
    this.schedules = schedules;
  }

  /** In the workspace's order. */
  public Uni<List<ScheduleView>> views() {
    return schedules.of(workspace.folder()).chain(this::viewsOf);
  }

  private Uni<List<ScheduleView>> viewsOf(List<ScheduleRow> rows) {
    List<UUID> tasks = rows.stream().map(row -> row.lastTask).filter(Objects::nonNull).toList();
    return schedules.statuses(tasks).map(statuses -> views(rows, statuses));
  }

  private List<ScheduleView> views(List<ScheduleRow> rows, Map<UUID, TaskStatus> statuses) {
    Map<String, ScheduleRow> byId = rows.stream().collect(toMap(row -> row.id, row -> row));
    return workspace.state().loaded().workspace().schedules().stream()
        .map(schedule ->
            view(schedule, byId.get(Alignment.id(workspace.folder(), schedule)), statuses))
        .toList();
  }

  private static ScheduleView view(
      Schedule schedule, @Nullable ScheduleRow row, Map<UUID, TaskStatus> statuses) {
    if (row == null) {
      return ScheduleView.of(schedule, Progress.NONE);
    }
    TaskStatus status = row.lastTask == null ? null : statuses.get(row.lastTask);
    return ScheduleView.of(
        schedule, new Progress(row.nextTick, row.lastTick, row.lastTask, status));
  }
}
