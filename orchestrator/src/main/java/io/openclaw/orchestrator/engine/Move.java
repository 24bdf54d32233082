package io.openclaw.orchestrator.engine;

import io.openclaw.event.Failure;
import io.openclaw.event.PlannedStep;
import io.openclaw.event.Result;
import io.openclaw.event.StepAttempt;
import io.openclaw.event.StepCommand.RunStep;
import io.openclaw.event.StepReport;
import io.openclaw.event.TaskEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One move of a task while it is being worked out; used once, by one thread. */
final class Move {
  /** So often a step goes to another worker; after that it is likely to be what kills them. */
  static final int MAX_LOSSES = 10;

  private final TaskState before;
  private final Instant now;
  private final double jitter;
  private final List<TaskEvent> events = new ArrayList<>();
  private final List<RunStep> commands = new ArrayList<>();
  private final Map<String, List<Assignment>> progress = new LinkedHashMap<>();
  private @Nullable Plan plan;
  private Outcome outcome;
  private boolean changed;

  /** One agent's part of one step, as it stood when it was looked up. */
  private record Spot(PlannedStep step, String agentId, AssignmentState state) {
    StepAttempt attempt() {
      return new StepAttempt(step.id(), agentId, state.tries().attempt());
    }
  }

  Move(TaskState before, Instant now, double jitter) {
    this.before = before;
    this.now = now;
    this.jitter = jitter;
    this.plan = before.plan();
    this.outcome = before.outcome();
    before.steps().forEach(s -> progress.put(s.stepId(), new ArrayList<>(s.assignments())));
  }

  void begin(Plan chosen) {
    lay(chosen);
    scheduleReady();
  }

  void reject(@Nullable Plan chosen, Failure cause) {
    if (chosen != null) {
      lay(chosen);
    }
    endWith(cause);
  }

  void hear(StepReport report) {
    for (Spot spot : spots()) {
      if (spot.state() instanceof AssignmentState.Sent sent
          && spot.attempt().equals(report.step())) {
        switch (report) {
          case StepReport.Started started -> start(spot, sent, started);
          case StepReport.Completed completed -> complete(spot, sent, completed.result());
          case StepReport.Failed failed -> failed(spot, sent, failed.cause());
        }
      }
    }
  }

  void lose(UUID incarnation) {
    for (Spot spot : spots()) {
      if (isOpen()
          && spot.state() instanceof AssignmentState.Running running
          && running.incarnation().equals(incarnation)) {
        lost(spot, running);
      }
    }
  }

  void tick() {
    if (plan != null && !now.isBefore(TaskClock.deadline(before.request(), plan))) {
      endWith(Endings.outOfTime(plan, progress));
    }
    for (Spot spot : spots()) {
      if (isOpen()
          && spot.state() instanceof AssignmentState.Running running
          && !now.isBefore(TaskClock.overdueAt(spot.step(), running))) {
        failed(spot, running, Endings.overdue(spot.step()));
      } else if (isOpen()
          && spot.state() instanceof AssignmentState.Retrying retrying
          && !now.isBefore(retrying.dueAt())) {
        send(spot, retrying.schedule(now));
      }
    }
  }

  Decision decision() {
    if (!changed) {
      return Decision.nothing(before);
    }
    List<StepProgress> steps = new ArrayList<>();
    progress.forEach((id, assignments) -> steps.add(new StepProgress(id, assignments)));
    long count = before.events() + events.size();
    TaskState after = new TaskState(before.request(), plan, steps, outcome, count, now);
    return new Decision(true, after, events, commands, TaskClock.wakeAt(after));
  }

  private void lay(Plan chosen) {
    if (plan != null) {
      throw new IllegalStateException("task " + before.id() + " has a plan already");
    }
    plan = chosen;
    for (PlannedStep step : chosen.steps()) {
      List<Assignment> waiting = new ArrayList<>();
      step.agents().forEach(id -> waiting.add(new Assignment(id, new AssignmentState.Waiting())));
      progress.put(step.id(), waiting);
    }
    record(
        new TaskEvent.TaskRouted(
            before.id(), now, chosen.route(), chosen.workspaceVersion(), chosen.steps()));
  }

  private void start(Spot spot, AssignmentState.Sent sent, StepReport.Started started) {
    if (sent instanceof AssignmentState.Running running
        && running.incarnation().equals(started.incarnation())) {
      return;
    }
    put(spot, sent.start(started.workerId(), started.incarnation(), now));
    // A second start of one attempt: its first worker died before the command was acknowledged, and
    // Kafka gave it to another. The new one answers for it; for watchers nothing has happened.
    if (sent instanceof AssignmentState.Scheduled) {
      record(new TaskEvent.StepStarted(before.id(), now, spot.attempt(), started.workerId()));
    }
  }

  private void complete(Spot spot, AssignmentState.Sent sent, Result result) {
    put(spot, sent.complete(result, now));
    record(new TaskEvent.StepCompleted(before.id(), now, spot.attempt(), result));
    if (progress.values().stream().flatMap(List::stream).allMatch(Assignment::isCompleted)) {
      Result whole = Wiring.result(currentPlan(), progress);
      outcome = new Outcome.Completed(whole);
      record(new TaskEvent.TaskCompleted(before.id(), now, whole));
    } else {
      scheduleReady();
    }
  }

  private void failed(Spot spot, AssignmentState.Sent sent, Failure cause) {
    Tries tries = sent.tries();
    if (cause.retryable() && tries.retries() < spot.step().maxRetries()) {
      Instant dueAt = now.plus(Backoff.delay(tries.retries(), jitter));
      put(spot, sent.retry(cause, dueAt));
      record(new TaskEvent.StepRetrying(before.id(), now, spot.attempt(), cause, dueAt));
    } else {
      failForGood(spot, sent, cause);
    }
  }

  private void lost(Spot spot, AssignmentState.Running running) {
    Failure cause = Endings.workerLost(running.tries());
    if (running.tries().losses() < MAX_LOSSES) {
      record(new TaskEvent.StepRetrying(before.id(), now, spot.attempt(), cause, now));
      send(spot, running.lose(cause, now));
    } else {
      failForGood(spot, running, cause);
    }
  }

  private void failForGood(Spot spot, AssignmentState.Sent sent, Failure cause) {
    put(spot, sent.fail(cause, now));
    record(new TaskEvent.StepFailed(before.id(), now, spot.attempt(), cause));
    endWith(Endings.stepFailed(spot.step(), spot.attempt(), cause));
  }

  private void endWith(Failure cause) {
    spots().forEach(this::close);
    outcome = new Outcome.Failed(cause);
    record(new TaskEvent.TaskFailed(before.id(), now, cause));
  }

  /** What is under way when the task ends comes to nothing; what never began is skipped. */
  private void close(Spot spot) {
    switch (spot.state()) {
      case AssignmentState.Waiting waiting -> put(spot, waiting.skip());
      case AssignmentState.Scheduled scheduled -> put(spot, scheduled.skip());
      case AssignmentState.Running running -> close(spot, running.fail(Endings.abandoned(), now));
      case AssignmentState.Retrying retrying -> close(spot, retrying.fail(now));
      case AssignmentState.Completed _, AssignmentState.Failed _, AssignmentState.Skipped _ -> {}
    }
  }

  private void close(Spot spot, AssignmentState.Failed closed) {
    put(spot, closed);
    record(new TaskEvent.StepFailed(before.id(), now, spot.attempt(), closed.cause()));
  }

  private void scheduleReady() {
    for (Spot spot : spots()) {
      if (spot.state() instanceof AssignmentState.Waiting waiting && isReady(spot.step())) {
        send(spot, waiting.schedule(now));
      }
    }
  }

  private boolean isReady(PlannedStep step) {
    return step.dependsOn().stream()
        .allMatch(
            id -> progress.getOrDefault(id, List.of()).stream().allMatch(Assignment::isCompleted));
  }

  private void send(Spot spot, AssignmentState.Scheduled scheduled) {
    put(spot, scheduled);
    StepAttempt attempt =
        new StepAttempt(spot.step().id(), spot.agentId(), scheduled.tries().attempt());
    record(new TaskEvent.StepScheduled(before.id(), now, attempt));
    commands.add(
        Commands.run(before.request(), currentPlan(), spot.step(), attempt, progress, now));
  }

  private List<Spot> spots() {
    List<Spot> spots = new ArrayList<>();
    if (plan != null) {
      for (PlannedStep step : plan.steps()) {
        for (Assignment assignment : progress.getOrDefault(step.id(), List.of())) {
          spots.add(new Spot(step, assignment.agentId(), assignment.state()));
        }
      }
    }
    return spots;
  }

  private void put(Spot spot, AssignmentState next) {
    List<Assignment> assignments = progress.get(spot.step().id());
    if (assignments != null) {
      assignments.replaceAll(
          a -> a.agentId().equals(spot.agentId()) ? new Assignment(a.agentId(), next) : a);
    }
    changed = true;
  }

  private void record(TaskEvent event) {
    events.add(event);
    changed = true;
  }

  private boolean isOpen() {
    return outcome instanceof Outcome.Open;
  }

  private Plan currentPlan() {
    if (plan == null) {
      throw new IllegalStateException("task " + before.id() + " has no plan");
    }
    return plan;
  }
}
