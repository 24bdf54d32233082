package io.openclaw.orchestrator.engine;

import io.openclaw.event.TaskEvent;
import java.time.Instant;
import java.util.List;

/**
 * The workflow engine: one pure function from a task's state and something that happened to the
 * next state and all that follows from it.
 *
 * <pre>
 *  accept            Planned                       every step is complete
 * ────────▶ OPEN ──────────────▶ OPEN with steps ─────────────────────────▶ COMPLETED
 *            │                     │  ▲     │
 *            │ Rejected            └──┘     │ a step has failed for good,
 *            ▼               Reported,      │ or the task's time is over
 *          FAILED          WorkerLost, Tick └─────────────────────────────▶ FAILED
 * </pre>
 *
 * A final state never changes again; nothing that arrives later is heard. The states of the steps
 * are drawn at {@link AssignmentState}.
 */
public final class TaskEngine {
  private TaskEngine() {}

  /** A task's first state. */
  public static Decision accept(Request request) {
    TaskState state =
        new TaskState(request, null, List.of(), new Outcome.Open(), 1, request.acceptedAt());
    TaskEvent accepted =
        new TaskEvent.TaskAccepted(
            request.taskId(),
            request.acceptedAt(),
            request.tenant(),
            request.text(),
            request.attachments());
    return new Decision(true, state, List.of(accepted), List.of(), null);
  }

  /**
   * The task's next move; one that changes nothing where the input means nothing (any more).
   *
   * @param now never earlier than at the move before
   * @param jitter from 0 to 1, chosen at random: spreads retries
   */
  public static Decision transition(TaskState state, TaskInput input, Instant now, double jitter) {
    if (state.isFinal()) {
      return Decision.nothing(state);
    }
    Move move = new Move(state, now, jitter);
    switch (input) {
      case TaskInput.Planned planned -> move.begin(planned.plan());
      case TaskInput.Rejected rejected -> move.reject(rejected.plan(), rejected.cause());
      case TaskInput.Reported reported -> move.hear(reported.report());
      case TaskInput.WorkerLost lost -> move.lose(lost.incarnation());
      case TaskInput.Tick _ -> move.tick();
    }
    return move.decision();
  }
}
