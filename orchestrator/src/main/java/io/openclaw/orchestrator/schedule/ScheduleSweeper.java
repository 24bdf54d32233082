package io.openclaw.orchestrator.schedule;

import static java.util.Objects.requireNonNull;

import io.micrometer.core.instrument.MeterRegistry;
import io.openclaw.event.TaskCommand.SubmitTask;
import io.openclaw.orchestrator.message.Fault;
import io.openclaw.orchestrator.outbox.Relay;
import io.openclaw.orchestrator.start.OrchestratorConfig;
import io.openclaw.orchestrator.store.OutageLog;
import io.openclaw.orchestrator.store.Outbox;
import io.openclaw.orchestrator.store.ScheduleRow;
import io.openclaw.orchestrator.store.Schedules;
import io.openclaw.orchestrator.store.Transactions;
import io.openclaw.orchestrator.workspace.ActiveWorkspace;
import io.openclaw.schedule.Schedule;
import io.openclaw.schedule.Schedule.Overlap;
import io.openclaw.task.TaskStatus;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Starts the tasks of ticks that are due. Replicas share the work by locking rows; a tick's task is
 * put into the outbox in the transaction in which the schedule moves on, so that it is started
 * once, whoever dies in between.
 */
@ApplicationScoped
class ScheduleSweeper {
  private static final Logger LOG = Logger.getLogger(ScheduleSweeper.class);

  /** After that a task that is not to be found was forgotten, and not delayed on its way. */
  private static final Duration ON_ITS_WAY = Duration.ofHours(1);

  private final Transactions transactions;
  private final Schedules schedules;
  private final Precedence precedence;
  private final ActiveWorkspace workspace;
  private final Outbox outbox;
  private final Relay relay;
  private final MeterRegistry meters;
  private final Clock clock;
  private final Duration missedAfter;
  private final OutageLog outage = new OutageLog(LOG, "Schedules");

  ScheduleSweeper(
      Transactions transactions,
      Schedules schedules,
      Precedence precedence,
      ActiveWorkspace workspace,
      Outbox outbox,
      Relay relay,
      MeterRegistry meters,
      Clock clock,
      OrchestratorConfig config) {
    this.transactions = transactions;
    this.schedules = schedules;
    this.precedence = precedence;
    this.workspace = workspace;
    this.outbox = outbox;
    this.relay = relay;
    this.meters = meters;
    this.clock = clock;
    this.missedAfter = config.schedules().missedAfter();
  }

  @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  Uni<Void> sweep() {
    return transactions
        .run(this::align)
        .chain(this::startAll)
        .invoke(outage::worked)
        .onFailure()
        .invoke(outage::failed)
        .onFailure()
        .recoverWithNull();
  }

  /** The schedules with a tick that is due. */
  private Uni<List<Schedule>> align() {
    return precedence
        .isGiven()
        .chain(
            given -> given ? schedules.of(workspace.folder()).chain(this::alignWith) : nothing());
  }

  private Uni<List<Schedule>> alignWith(List<ScheduleRow> rows) {
    List<Schedule> wanted = workspace.state().loaded().workspace().schedules();
    Alignment alignment = Alignment.of(workspace.folder(), wanted, rows, clock.instant());
    return schedules
        .forget(alignment.gone())
        .chain(() -> schedules.put(alignment.beginnings()))
        .replaceWith(alignment.due());
  }

  private Uni<Void> startAll(List<Schedule> due) {
    return Multi.createFrom()
        .iterable(due)
        .onItem()
        .transformToUniAndConcatenate(this::startOrLeave)
        .collect()
        .last()
        .replaceWithVoid();
  }

  /** What stops one schedule is no reason to stop the next; the next sweep tries again. */
  private Uni<Void> startOrLeave(Schedule schedule) {
    return transactions
        .run(() -> start(schedule))
        .invoke(started -> tell(schedule, started))
        .onFailure(failure -> Fault.of(failure) != Fault.OUTAGE)
        .invoke(failure ->
            LOG.errorf(failure, "Schedule cannot start its task schedule=%s", schedule.name()))
        .onFailure(failure -> Fault.of(failure) != Fault.OUTAGE)
        .recoverWithNull()
        .replaceWithVoid();
  }

  private Uni<List<SubmitTask>> start(Schedule schedule) {
    Instant now = clock.instant();
    return schedules
        .lockDue(Alignment.id(workspace.folder(), schedule), schedule.timing().identity(), now)
        .chain(row -> row == null ? nothing() : start(schedule, row, now));
  }

  private Uni<List<SubmitTask>> start(Schedule schedule, ScheduleRow row, Instant now) {
    return isBusy(schedule, row, now).chain(busy -> start(schedule, row, busy, now));
  }

  private Uni<List<SubmitTask>> start(
      Schedule schedule, ScheduleRow row, boolean busy, Instant now) {
    Instant stored = requireNonNull(row.nextTick, "not due");
    Due due = Due.of(schedule, stored, busy, now, missedAfter);
    List<SubmitTask> tasks =
        due.starts().stream().map(tick -> Start.of(schedule, tick, now)).toList();
    row.nextTick = due.next();
    if (tasks.isEmpty()) {
      LOG.infof(
          "Schedule starts nothing schedule=%s tenant=%s dueSince=%s reason=%s",
          schedule.name(), schedule.tenant(), stored, busy ? "overlap" : "missed");
    } else {
      row.lastTick = due.starts().getLast();
      row.lastTask = tasks.getLast().taskId();
      row.lastStart = now;
    }
    return outbox.submit(tasks).replaceWith(tasks);
  }

  private Uni<Boolean> isBusy(Schedule schedule, ScheduleRow row, Instant now) {
    UUID last = row.lastTask;
    if (schedule.overlap() == Overlap.ALLOW || last == null) {
      return Uni.createFrom().item(false);
    }
    return schedules.statuses(List.of(last)).map(statuses -> isUnderWay(statuses, row, now));
  }

  private static boolean isUnderWay(Map<UUID, TaskStatus> statuses, ScheduleRow row, Instant now) {
    TaskStatus status = statuses.get(requireNonNull(row.lastTask, "no task"));
    return status == null ? isOnItsWay(row.lastStart, now) : !status.isFinal();
  }

  private static boolean isOnItsWay(@Nullable Instant start, Instant now) {
    return start != null && now.isBefore(start.plus(ON_ITS_WAY));
  }

  private void tell(Schedule schedule, List<SubmitTask> started) {
    if (started.isEmpty()) {
      return;
    }
    relay.signal();
    meters.counter("openclaw.schedule.starts").increment(started.size());
    for (SubmitTask task : started) {
      LOG.infof(
          "Schedule starts a task schedule=%s tenant=%s taskId=%s",
          schedule.name(), schedule.tenant(), task.taskId());
    }
  }

  private static <T> Uni<List<T>> nothing() {
    return Uni.createFrom().item(List.of());
  }
}
