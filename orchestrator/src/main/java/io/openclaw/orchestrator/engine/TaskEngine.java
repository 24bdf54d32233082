package io.openclaw.orchestrator.engine;

import io.openclaw.event.Failure;
import io.openclaw.event.StepCommand;
import io.openclaw.event.StepReport;
import io.openclaw.event.TaskEvent;
import java.time.Instant;
import java.util.List;

/**
 * The workflow engine: one pure function from a task's state and something that happened to the
 * next state and all that follows from it.
 *
 * <pre>
 *  accept            Planned                        every step is over
 * ────────▶ OPEN ──────────────▶ OPEN with steps ─────────────────────────▶ COMPLETED
 *            │                     │  ▲     │
 *            │ Rejected            └──┘     │ a step has failed for good,
 *            ▼               Reported,      │ or the task's time is over
 *          FAILED      Unsendable, Resolve, ├─────────────────────────────▶ FAILED
 *                        WorkerLost, Tick   │ Cancel
 *                                           └─────────────────────────────▶ CANCELLED
 * </pre>
 *
 * A final state never changes again; nothing that arrives later is heard, but a worker that begins
 * with something is told that nobody waits for it. Where a step stands as a whole is drawn at
 * {@link Phase}, where one agent's part of it stands at {@link AssignmentState}.
 */
public final class TaskEngine {
  private TaskEngine() {}

  /** A task's first state. */
  public static Decision accept(Request request) {
    TaskState state =
        new TaskState(
            request, null, List.of(), new Outcome.Open(), Pause.NONE, 1, request.acceptedAt());
    TaskEvent accepted =
        new TaskEvent.TaskAccepted(
            request.taskId(),
            request.acceptedAt(),
            request.tenant(),
            request.text(),
            request.attachments(),
            request.retryOf());
    return new Decision(true, state, List.of(accepted), List.of(), null);
  }

  /**
   * The task's next move; one that changes nothing where the input means nothing (any more).
   *
   * @param clock what the clock of whoever asks says. It may be behind that of who asked before:
   *     for the task time stands still then
   * @param jitter from 0 to 1, chosen at random: spreads retries
   */
  public static Decision transition(
      TaskState state, TaskInput input, Instant clock, double jitter) {
    Instant now = clock.isBefore(state.updatedAt()) ? state.updatedAt() : clock;
    if (state.isFinal()) {
      return afterTheEnd(state, input, now);
    }
    return switch (input) {
      case TaskInput.Planned(Plan plan, var kept) -> {
        Move move = first(state, plan, now, jitter);
        move.begin(kept);
        yield move.decision();
      }
      case TaskInput.Rejected(Plan plan, Failure cause) when plan != null -> {
        Move move = first(state, plan, now, jitter);
        move.reject(cause);
        yield move.decision();
      }
      case TaskInput.Rejected rejected -> withoutPlan(state, rejected.cause(), now);
      case TaskInput.Cancel cancel when state.plan() == null -> withoutPlan(state, cancel, now);
      case TaskInput.Cancel _,
          TaskInput.Resolve _,
          TaskInput.Reported _,
          TaskInput.Unsendable _,
          TaskInput.WorkerLost _,
          TaskInput.Tick _ ->
          next(state, input, now, jitter);
    };
  }

  private static Decision next(TaskState state, TaskInput input, Instant now, double jitter) {
    Plan plan = state.plan();
    if (plan == null) {
      return Decision.unchanged(state, List.of());
    }
    Move move = new Move(state, plan, state.steps(), now, jitter);
    switch (input) {
      case TaskInput.Reported reported -> move.hear(reported.report());
      case TaskInput.Unsendable unsendable -> move.refuse(unsendable.step());
      case TaskInput.WorkerLost lost -> move.lose(lost.incarnation());
      case TaskInput.Resolve word -> move.resolve(word);
      case TaskInput.Cancel cancel -> move.cancel(cancel);
      case TaskInput.Tick _ -> move.tick();
      case TaskInput.Planned _, TaskInput.Rejected _ ->
          throw new IllegalStateException("task " + state.id() + " has a plan already");
    }
    return move.decision();
  }

  private static Move first(TaskState state, Plan plan, Instant now, double jitter) {
    if (state.plan() != null) {
      throw new IllegalStateException("task " + state.id() + " has a plan already");
    }
    return new Move(state, plan, List.of(), now, jitter);
  }

  private static Decision withoutPlan(TaskState state, Failure cause, Instant now) {
    return end(
        state, new Outcome.Failed(cause), new TaskEvent.TaskFailed(state.id(), now, cause), now);
  }

  private static Decision withoutPlan(TaskState state, TaskInput.Cancel cancel, Instant now) {
    return end(
        state,
        new Outcome.Cancelled(cancel.by(), cancel.reason()),
        new TaskEvent.TaskCancelled(state.id(), now, cancel.by(), cancel.reason()),
        now);
  }

  private static Decision end(TaskState state, Outcome outcome, TaskEvent event, Instant now) {
    TaskState after =
        new TaskState(
            state.request(), null, List.of(), outcome, state.pause(), state.events() + 1, now);
    return new Decision(true, after, List.of(event), List.of(), null);
  }

  private static Decision afterTheEnd(TaskState state, TaskInput input, Instant now) {
    List<StepCommand> commands =
        input instanceof TaskInput.Reported(StepReport.Started started)
            ? List.of(Move.unwanted(started, now))
            : List.of();
    return Decision.unchanged(state, commands);
  }
}
