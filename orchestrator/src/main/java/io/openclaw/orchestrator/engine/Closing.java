package io.openclaw.orchestrator.engine;

import io.openclaw.event.Failure;
import io.openclaw.event.TaskEvent;

/** Ends steps that nothing more will come of, with all that belongs to them. */
final class Closing {
  private final Attempts attempts;
  private final Journal journal;

  Closing(Attempts attempts, Journal journal) {
    this.attempts = attempts;
    this.journal = journal;
  }

  /** Ends what has not ended, for a reason that is not its own. */
  void close(Node node, String reason) {
    switch (node.phase) {
      case Phase.Waiting waiting -> skip(node, waiting, reason);
      case Phase.Approving approving -> {
        journal.move(node, approving.cancel(journal.now));
        journal.tell(
            new TaskEvent.ApprovalClosed(journal.taskId, journal.now, node.path(), reason));
      }
      case Phase.Working working -> {
        closeParts(node, reason);
        journal.move(node, working.cancel(journal.now));
      }
      case Phase.Compensating compensating -> journal.move(node, compensating.cancel(journal.now));
      case Phase.Over _ -> {}
    }
  }

  /** The same for what belongs to a step, which itself goes on. */
  void closeParts(Node node, String reason) {
    node.children.forEach(child -> close(child, reason));
    attempts.cancel(node, reason);
  }

  /**
   * Closes a step of what has failed. What is being undone in it is undone to the end, but nothing
   * goes on beside that; what has not begun there stays so, until the step is closed as well.
   */
  void closeUnlessUndoing(Node node) {
    if (!node.isUndoing()) {
      close(node, Endings.STEP_OVER);
      return;
    }
    for (Node child : node.children) {
      if (!(child.phase instanceof Phase.Waiting) && !Flow.undoes(child, node.children)) {
        closeUnlessUndoing(child);
      }
    }
  }

  /** Ends a step that has not begun, and need not. */
  void skip(Node node, Phase.Waiting waiting, String reason) {
    journal.move(node, waiting.skip());
    journal.tell(new TaskEvent.StepSkipped(journal.taskId, journal.now, node.path(), reason));
  }

  /**
   * Ends a step as failed.
   *
   * @param tolerated whether those that come after it go on
   */
  void fail(Node node, Failure cause, boolean tolerated) {
    switch (node.phase) {
      case Phase.Waiting waiting -> journal.move(node, waiting.fail(cause, tolerated, journal.now));
      case Phase.Approving approving ->
          journal.move(node, approving.fail(cause, tolerated, journal.now));
      case Phase.Working working -> journal.move(node, working.fail(cause, tolerated, journal.now));
      case Phase.Compensating _, Phase.Over _ -> {}
    }
  }
}
