package io.openclaw.orchestrator.engine;

import io.openclaw.event.Conditions.OnFailure;
import io.openclaw.event.Failure;
import io.openclaw.event.TaskEvent;
import io.openclaw.event.Work;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Draws the conclusions from what has happened, until there is none left to draw: begins the steps
 * that have become ready, ends those that nothing more will come of.
 */
final class Settling {
  private final Wiring wiring;
  private final Attempts attempts;
  private final Closing closing;
  private final Journal journal;
  private final Duration paused;
  private final Elements elements;
  private final Compensation compensation;

  /**
   * @param paused how long the task has waited for people until now
   */
  Settling(
      Wiring wiring,
      Room room,
      Attempts attempts,
      Closing closing,
      Journal journal,
      Duration paused) {
    this.wiring = wiring;
    this.attempts = attempts;
    this.closing = closing;
    this.journal = journal;
    this.paused = paused;
    this.elements = new Elements(this, closing, wiring, room, journal, paused);
    this.compensation = new Compensation(this, closing, wiring, journal, paused);
  }

  /** Brings a flow as far as it can come now; the failure that it ends with, or null. */
  @Nullable Failure settle(List<Node> flow) {
    return settle(flow, false);
  }

  /**
   * @param undoOnly where something around the flow has failed: what is being undone in it goes on
   *     to its end, and nothing else begins
   */
  private @Nullable Failure settle(List<Node> flow, boolean undoOnly) {
    int before;
    do {
      before = journal.moves;
      advanceAll(flow, undoOnly);
      if (Flow.isFailing(flow)) {
        // What is being undone is undone to the end.
        flow.forEach(node -> closeUnlessUndoing(node, flow));
      }
    } while (journal.moves > before);
    Node fatal = Flow.isFailing(flow) && Node.areOver(flow) ? Flow.fatal(flow) : null;
    return fatal == null ? null : Endings.stepFailed(fatal);
  }

  /** A person has agreed. */
  void approve(Node node, Phase.Approving approving) {
    begin(node, approving.begin(journal.now, paused));
  }

  /** Ends a step that has failed for good, as it has asked for. */
  void fail(Node node, Failure cause) {
    closing.closeParts(node, Endings.STEP_OVER);
    switch (node.step.conditions().onFailure()) {
      case OnFailure.Fallback(String agent)
          when node.phase instanceof Phase.Working
              && node.step.work() instanceof Work.ByAgents
              && !node.isList()
              && !node.hasAsked(agent) ->
          attempts.first(node, agent);
      case OnFailure.Compensate(String step)
          when node.phase instanceof Phase.Working working && node.element < 0 ->
          compensation.begin(node, working, step, cause);
      case OnFailure.Continue _ -> closing.fail(node, cause, true);
      case OnFailure.Fail _, OnFailure.Fallback _, OnFailure.Compensate _ ->
          closing.fail(node, cause, false);
    }
  }

  /**
   * Ends a sub-workflow whose time is over; where something in it is being undone, all but that.
   */
  void endTime(Node node) {
    if (node.isUndoing()) {
      closing.closeUnlessUndoing(node);
    } else {
      fail(node, Endings.outOfTime(node));
    }
  }

  private void advanceAll(List<Node> flow, boolean undoOnly) {
    int seen = -1;
    boolean ends = undoOnly;
    for (Node node : flow) {
      if (journal.moves != seen) {
        seen = journal.moves;
        ends = undoOnly || Flow.isFailing(flow);
      }
      advance(node, flow, ends);
    }
  }

  private void advance(Node node, List<Node> flow, boolean undoOnly) {
    switch (node.phase) {
      case Phase.Waiting waiting -> {
        if (!undoOnly) {
          admit(node, waiting, flow);
        }
      }
      case Phase.Working working -> conclude(node, working, undoOnly && !Flow.undoes(node, flow));
      case Phase.Compensating compensating -> compensation.conclude(node, compensating);
      case Phase.Approving _, Phase.Over _ -> {}
    }
  }

  /** Begins a step whose turn it is. */
  private void admit(Node node, Phase.Waiting waiting, List<Node> flow) {
    if (node.isCompensation(flow)) {
      compensation.skipUnused(node, waiting, flow);
      return;
    }
    List<Node> dependencies = Flow.dependencies(node, flow);
    if (!Node.areOver(dependencies)) {
      return;
    }
    if (!dependencies.isEmpty()
        && dependencies.stream().allMatch(other -> other.phase instanceof Phase.Skipped)) {
      closing.skip(node, waiting, "all the steps that it depends on were skipped");
      return;
    }
    switch (Condition.check(node.step.conditions().when(), wiring, node)) {
      case Condition.Answer.True _ when journal.putOff() -> {}
      case Condition.Answer.True _ -> ask(node, waiting);
      case Condition.Answer.False _ ->
          closing.skip(node, waiting, "its condition is false: " + node.step.conditions().when());
      case Condition.Answer.Senseless(Failure cause) -> fail(node, cause);
    }
  }

  private void ask(Node node, Phase.Waiting waiting) {
    var approval = node.step.conditions().approval();
    if (approval == null) {
      begin(node, waiting.begin(journal.now, paused));
      return;
    }
    Phase.Approving asked = waiting.ask(journal.now, approval.expires());
    journal.move(node, asked);
    journal.tell(
        new TaskEvent.ApprovalRequested(
            journal.taskId, journal.now, node.path(), asked.expiresAt()));
  }

  /** Begins a step, and what of it can be done at once. */
  void begin(Node node, Phase.Working working) {
    journal.move(node, working);
    if (node.isList()) {
      elements.layOut(node);
    } else {
      switch (node.step.work()) {
        case Work.ByAgents work -> work.agents().forEach(agent -> attempts.first(node, agent));
        case Work.SubWorkflow flow ->
            node.children.addAll(Node.flow(flow.steps(), node, List.of()));
      }
    }
    conclude(node, working, false);
  }

  /** Ends a step where nothing more will come of what belongs to it. */
  void conclude(Node node, Phase.Working working, boolean undoOnly) {
    if (!node.phase.equals(working)) {
      return;
    }
    if (node.isList()) {
      elements.conclude(node, working, undoOnly);
    } else {
      switch (node.step.work()) {
        case Work.ByAgents work -> concludeAgents(node, working, work);
        case Work.SubWorkflow _ when !undoOnly && isUndoingTooLate(node, working) ->
            concludeTooLate(node, working);
        case Work.SubWorkflow _ -> {
          Failure cause = settle(node.children, undoOnly);
          concludeChildren(node, working, cause);
        }
      }
    }
  }

  private boolean isUndoingTooLate(Node node, Phase.Working working) {
    return node.isUndoing() && !journal.now.isBefore(TaskClock.deadline(node, working, paused));
  }

  /** Its time is over, but what is being undone in it is undone to the end before it fails. */
  private void concludeTooLate(Node node, Phase.Working working) {
    int before = journal.moves;
    Failure cause = settle(node.children, true);
    boolean isWhole =
        Node.areOver(node.children) && node.children.stream().noneMatch(Node::isCancelled);
    if (node.isUndoing()) {
      // Else nothing of it has been heard: what goes on beside the undoing is for the tick to end.
      if (journal.moves > before) {
        closing.closeUnlessUndoing(node);
      }
    } else if (cause == null && !isWhole) {
      fail(node, Endings.outOfTime(node));
    } else {
      concludeChildren(node, working, cause);
    }
  }

  /**
   * Ends a step where all that belongs to it has ended.
   *
   * @param cause why it has failed; null where it has not
   */
  void concludeChildren(Node node, Phase.Working working, @Nullable Failure cause) {
    if (!Node.areOver(node.children)) {
      return;
    }
    if (cause != null) {
      fail(node, cause);
    } else if (node.children.stream().noneMatch(Node::isCancelled)) {
      journal.move(node, working.complete(journal.now));
    }
    // Else something around it has failed, which closes it.
  }

  private void concludeAgents(Node node, Phase.Working working, Work.ByAgents work) {
    Verdict verdict = Verdict.of(node, work);
    switch (verdict) {
      case Verdict.Open _ -> {}
      case Verdict.Enough _ -> {
        attempts.cancel(node, Endings.ENOUGH);
        journal.move(node, working.complete(journal.now));
      }
      case Verdict.Hopeless(Failure cause) -> fail(node, cause);
    }
  }

  private void closeUnlessUndoing(Node node, List<Node> flow) {
    if (!Flow.undoes(node, flow)) {
      closing.closeUnlessUndoing(node);
    }
  }
}
