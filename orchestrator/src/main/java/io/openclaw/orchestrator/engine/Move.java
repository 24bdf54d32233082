package io.openclaw.orchestrator.engine;

import static java.util.Objects.requireNonNull;

import io.openclaw.event.Failure;
import io.openclaw.event.Result;
import io.openclaw.event.StepAttempt;
import io.openclaw.event.StepCommand;
import io.openclaw.event.StepReport;
import io.openclaw.event.TaskEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** One move of a task with a plan while it is being worked out; used once, by one thread. */
final class Move {
  private final TaskState before;
  private final Plan plan;
  private final List<Node> roots;
  private final Wiring wiring;
  private final Room room;
  private final Journal journal;
  private final Attempts attempts;
  private final Closing closing;
  private final Settling settling;
  private final Duration paused;
  private Outcome outcome = new Outcome.Open();

  /**
   * @param steps where they stand
   */
  Move(TaskState before, Plan plan, List<StepState> steps, Instant now, double jitter) {
    this.before = before;
    this.plan = plan;
    this.roots = Node.flow(plan.steps(), null, steps);
    this.wiring = new Wiring(plan, roots);
    this.room = new Room(roots);
    this.journal = new Journal(before.id(), now);
    this.attempts = new Attempts(before.request(), plan, wiring, journal, jitter);
    this.paused = before.pause().at(now);
    this.closing = new Closing(attempts, journal);
    this.settling = new Settling(wiring, room, attempts, closing, journal, paused);
  }

  void begin(List<StepState> kept) {
    route();
    kept.forEach(this::keep);
    int parts = room.parts();
    if (parts > Room.PARTS) {
      fail(Endings.tooManyParts(parts));
    } else {
      settle();
    }
  }

  void reject(Failure cause) {
    route();
    fail(cause);
  }

  void hear(StepReport report) {
    forEachOpen((node, assignment) -> {
      if (assignment.state() instanceof AssignmentState.Sent sent
          && Attempts.attempt(node, assignment.agentId(), sent).equals(report.step())) {
        hear(node, assignment.agentId(), sent, report);
      }
    });
    if (journal.moves == 0 && report instanceof StepReport.Started && !isKnown(report.step())) {
      journal.order(unwanted(report, journal.now));
    }
    settle();
  }

  /** For a worker that has begun with what nobody waits for. */
  static StepCommand unwanted(StepReport report, Instant now) {
    return new StepCommand.CancelStep(
        report.taskId(), now, report.step(), "nobody waits for this attempt");
  }

  /** What no worker will ever see must not be waited for. */
  void refuse(StepAttempt attempt) {
    forEachOpen((node, assignment) -> {
      if (assignment.state() instanceof AssignmentState.Sent sent
          && Attempts.attempt(node, assignment.agentId(), sent).equals(attempt)) {
        attempts.failed(node, assignment.agentId(), sent, Endings.tooLargeToSend());
      }
    });
    settle();
  }

  void lose(UUID incarnation) {
    forEachOpen((node, assignment) -> {
      if (assignment.state() instanceof AssignmentState.Running running
          && running.incarnation().equals(incarnation)) {
        attempts.lost(node, assignment.agentId(), running);
      }
    });
    settle();
  }

  void resolve(TaskInput.Resolve word) {
    for (Node node : Node.all(roots)) {
      if (node.path().equals(word.stepId()) && node.phase instanceof Phase.Approving approving) {
        resolved(node, word.approved(), word.by(), word.note());
        if (word.approved()) {
          settling.approve(node, approving);
        } else {
          settling.fail(node, Endings.denied(word.by(), word.note()));
        }
      }
    }
    settle();
  }

  void cancel(TaskInput.Cancel cancel) {
    close(Endings.TASK_OVER);
    outcome = new Outcome.Cancelled(cancel.by(), cancel.reason());
    journal.tell(
        new TaskEvent.TaskCancelled(before.id(), journal.now, cancel.by(), cancel.reason()));
  }

  void tick() {
    if (before.pause().since() == null
        && isDue(TaskClock.deadline(before.request(), plan, paused))) {
      fail(Endings.outOfTime(plan, roots));
      return;
    }
    Node.all(roots).forEach(this::tick);
    forEachOpen((node, assignment) -> tick(node, assignment.agentId(), assignment.state()));
    settle();
  }

  Decision decision() {
    boolean changed = journal.moves > 0 || !(outcome instanceof Outcome.Open);
    TaskState after = changed ? after() : before;
    return new Decision(changed, after, journal.events, journal.commands, wakeAt(after));
  }

  private @Nullable Instant wakeAt(TaskState after) {
    if (after.isFinal()) {
      return null;
    }
    return journal.putsOff() && isWaiting()
        ? journal.now
        : TaskClock.wakeAt(after.request(), plan, roots, after.pause());
  }

  private TaskState after() {
    return new TaskState(
        before.request(),
        plan,
        Node.states(roots),
        outcome,
        before.pause().next(waitsForPeopleOnly(), journal.now),
        before.events() + journal.events.size(),
        journal.now);
  }

  /** What an earlier task has done counts as done. */
  private void keep(StepState kept) {
    UUID earlier = requireNonNull(before.request().retryOf(), "kept, but from nowhere");
    for (Node node : roots) {
      if (node.step.id().equals(kept.id())) {
        node.restore(kept);
        journal.moves++;
        journal.tell(new TaskEvent.StepKept(before.id(), journal.now, kept.id(), earlier));
      }
    }
  }

  private void route() {
    journal.moves++;
    journal.tell(
        new TaskEvent.TaskRouted(
            before.id(), journal.now, plan.route(), plan.workspaceVersion(), plan.steps()));
  }

  private void hear(Node node, String agentId, AssignmentState.Sent sent, StepReport report) {
    switch (report) {
      case StepReport.Started started -> attempts.started(node, agentId, sent, started);
      case StepReport.Completed(_, _, _, Result result) when !room.isForFilesOf(result) ->
          attempts.failed(
              node, agentId, sent, Endings.tooManyFiles(result.artifacts().size(), room.files()));
      case StepReport.Completed completed ->
          attempts.completed(node, agentId, sent, completed.result());
      case StepReport.Failed failed when isOfAnother(sent, failed) -> {}
      case StepReport.Failed failed -> attempts.failed(node, agentId, sent, failed.cause());
    }
  }

  /** One that could not begin with the attempt, and could not know that another one has. */
  private static boolean isOfAnother(AssignmentState.Sent sent, StepReport.Failed failed) {
    return sent.incarnation() != null
        && failed.incarnation() != null
        && !sent.incarnation().equals(failed.incarnation());
  }

  private void tick(Node node) {
    switch (node.phase) {
      case Phase.Approving approving
          when approving.expiresAt() != null && isDue(approving.expiresAt()) -> {
        resolved(node, false, null, null);
        settling.fail(node, Endings.notApproved());
      }
      case Phase.Working working
          when TaskClock.hasDeadline(node)
              && before.pause().since() == null
              && isDue(TaskClock.deadline(node, working, paused)) ->
          settling.endTime(node);
      case Phase.Waiting _,
          Phase.Approving _,
          Phase.Working _,
          Phase.Compensating _,
          Phase.Over _ -> {}
    }
  }

  private void tick(Node node, String agentId, AssignmentState state) {
    switch (state) {
      case AssignmentState.Running running when isDue(TaskClock.overdueAt(node.step, running)) ->
          attempts.overdue(node, agentId, running);
      case AssignmentState.Retrying retrying when isDue(retrying.dueAt()) && !journal.putOff() ->
          attempts.again(node, agentId, retrying.schedule(journal.now));
      case AssignmentState.Scheduled _,
          AssignmentState.Running _,
          AssignmentState.Retrying _,
          AssignmentState.Completed _,
          AssignmentState.Failed _,
          AssignmentState.Cancelled _ -> {}
    }
  }

  private void settle() {
    Failure cause = settling.settle(roots);
    if (cause != null) {
      fail(cause);
    } else if (Node.areOver(roots)) {
      Result result = wiring.result();
      outcome = new Outcome.Completed(result);
      journal.tell(new TaskEvent.TaskCompleted(before.id(), journal.now, result));
    }
  }

  private void fail(Failure cause) {
    close(Endings.TASK_OVER);
    outcome = new Outcome.Failed(cause);
    journal.tell(new TaskEvent.TaskFailed(before.id(), journal.now, cause));
  }

  private void close(String reason) {
    roots.forEach(node -> closing.close(node, reason));
  }

  private void resolved(Node node, boolean approved, @Nullable String by, @Nullable String note) {
    journal.tell(
        new TaskEvent.ApprovalResolved(before.id(), journal.now, node.path(), approved, by, note));
  }

  private void forEachOpen(BiConsumer<Node, Assignment> action) {
    for (Node node : Node.all(roots)) {
      for (Assignment assignment : node.assignments) {
        if (assignment.state() instanceof AssignmentState.Open) {
          action.accept(node, assignment);
        }
      }
    }
  }

  private boolean isKnown(StepAttempt attempt) {
    return Node.all(roots).stream()
        .flatMap(node ->
            node.assignments.stream()
                .filter(assignment -> assignment.state() instanceof AssignmentState.Sent)
                .map(one -> Attempts.attempt(node, one.agentId(), one.state())))
        .anyMatch(attempt::equals);
  }

  private boolean waitsForPeopleOnly() {
    boolean waits = false;
    for (Node node : Node.all(roots)) {
      waits |= node.phase instanceof Phase.Approving;
      for (Assignment assignment : node.assignments) {
        if (assignment.state() instanceof AssignmentState.Open) {
          return false;
        }
      }
    }
    return waits;
  }

  private boolean isWaiting() {
    return Node.all(roots).stream().anyMatch(node -> node.phase instanceof Phase.Waiting);
  }

  private boolean isDue(Instant moment) {
    return !journal.now.isBefore(moment);
  }
}
