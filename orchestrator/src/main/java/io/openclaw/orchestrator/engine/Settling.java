package io.openclaw.orchestrator.engine;

import com.fasterxml.jackson.databind.JsonNode;
import io.openclaw.event.Conditions.ForEach;
import io.openclaw.event.Conditions.OnFailure;
import io.openclaw.event.Failure;
import io.openclaw.event.TaskEvent;
import io.openclaw.event.Work;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Draws the conclusions from what has happened, until there is none left to draw: begins the steps
 * that have become ready, ends those that nothing more will come of.
 */
final class Settling {
  private final Wiring wiring;
  private final Room room;
  private final Attempts attempts;
  private final Journal journal;
  private final Duration paused;

  /**
   * @param paused how long the task has waited for people until now
   */
  Settling(Wiring wiring, Room room, Attempts attempts, Journal journal, Duration paused) {
    this.wiring = wiring;
    this.room = room;
    this.attempts = attempts;
    this.journal = journal;
    this.paused = paused;
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
      if (isFailing(flow)) {
        // What is being undone is undone to the end.
        flow.forEach(node -> closeUnlessUndoing(node, flow));
      }
    } while (journal.moves > before);
    Node fatal = isFailing(flow) && Node.areOver(flow) ? fatal(flow) : null;
    return fatal == null ? null : Endings.stepFailed(fatal);
  }

  /** A person has agreed. */
  void approve(Node node, Phase.Approving approving) {
    begin(node, approving.begin(journal.now, paused));
  }

  /** Ends a step that has failed for good, as it has asked for. */
  void fail(Node node, Failure cause) {
    node.children.forEach(child -> close(child, Endings.STEP_OVER));
    attempts.cancel(node, Endings.STEP_OVER);
    switch (node.step.conditions().onFailure()) {
      case OnFailure.Fallback(String agent)
          when node.phase instanceof Phase.Working
              && node.step.work() instanceof Work.ByAgents
              && !node.isList()
              && !node.hasAsked(agent) ->
          attempts.first(node, agent);
      case OnFailure.Compensate(String step)
          when node.phase instanceof Phase.Working working && node.element < 0 ->
          compensate(node, working, sibling(node, step), cause);
      case OnFailure.Continue _ -> end(node, cause, true);
      case OnFailure.Fail _, OnFailure.Fallback _, OnFailure.Compensate _ ->
          end(node, cause, false);
    }
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
        node.children.forEach(child -> close(child, reason));
        attempts.cancel(node, reason);
        journal.move(node, working.cancel(journal.now));
      }
      case Phase.Compensating compensating -> journal.move(node, compensating.cancel(journal.now));
      case Phase.Over _ -> {}
    }
  }

  private void advanceAll(List<Node> flow, boolean undoOnly) {
    int seen = -1;
    boolean ends = undoOnly;
    for (Node node : flow) {
      if (journal.moves != seen) {
        seen = journal.moves;
        ends = undoOnly || isFailing(flow);
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
      case Phase.Working working -> conclude(node, working, undoOnly && !undoes(node, flow));
      case Phase.Compensating compensating -> conclude(node, compensating);
      case Phase.Approving _, Phase.Over _ -> {}
    }
  }

  /** Begins a step whose turn it is. */
  private void admit(Node node, Phase.Waiting waiting, List<Node> flow) {
    if (node.isCompensation(flow)) {
      skipUnused(node, waiting, flow);
      return;
    }
    List<Node> dependencies = dependencies(node, flow);
    if (!Node.areOver(dependencies)) {
      return;
    }
    if (!dependencies.isEmpty()
        && dependencies.stream().allMatch(other -> other.phase instanceof Phase.Skipped)) {
      skip(node, waiting, "all the steps that it depends on were skipped");
      return;
    }
    switch (Condition.check(node.step.conditions().when(), wiring, node)) {
      case Condition.Answer.True _ when journal.putOff() -> {}
      case Condition.Answer.True _ -> ask(node, waiting);
      case Condition.Answer.False _ ->
          skip(node, waiting, "its condition is false: " + node.step.conditions().when());
      case Condition.Answer.Senseless(Failure cause) -> fail(node, cause);
    }
  }

  /** A step that undoes is not done where there was nothing to undo. */
  private void skipUnused(Node node, Phase.Waiting waiting, List<Node> flow) {
    boolean mayBeNeeded =
        flow.stream().anyMatch(other -> other.isCompensatedBy(node.step.id()) && !other.isOver());
    if (!mayBeNeeded) {
      skip(node, waiting, "there is nothing to undo");
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

  private void begin(Node node, Phase.Working working) {
    journal.move(node, working);
    if (node.isList()) {
      beginList(node);
    } else {
      switch (node.step.work()) {
        case Work.ByAgents work -> work.agents().forEach(agent -> attempts.first(node, agent));
        case Work.SubWorkflow flow ->
            node.children.addAll(Node.flow(flow.steps(), node, List.of()));
      }
    }
    conclude(node, working, false);
  }

  private void beginList(Node node) {
    JsonNode list = wiring.list(node);
    Integer size = Lists.size(list);
    if (size == null) {
      fail(node, Endings.noList(node, list));
    } else if (size > ForEach.MAX_ELEMENTS) {
      fail(node, Endings.listTooLong(node, size));
    } else if (!room.isForElements(node, size)) {
      fail(node, Endings.tooManyElements(size, room.parts()));
    } else {
      for (int i = 0; i < size; i++) {
        node.children.add(Node.ofElement(node, i));
      }
    }
  }

  /** Ends a step where nothing more will come of what belongs to it. */
  private void conclude(Node node, Phase.Working working, boolean undoOnly) {
    if (!node.phase.equals(working)) {
      return;
    }
    if (node.isList()) {
      concludeList(node, working, undoOnly);
    } else {
      switch (node.step.work()) {
        case Work.ByAgents work -> concludeAgents(node, working, work);
        case Work.SubWorkflow _ -> {
          Failure cause = settle(node.children, undoOnly);
          concludeChildren(node, working, cause);
        }
      }
    }
  }

  private void concludeList(Node node, Phase.Working working, boolean undoOnly) {
    boolean ends = undoOnly || fatal(node.children) != null;
    for (Node element : node.children) {
      advanceElement(element, ends);
      ends |= element.isFatal();
    }
    if (!ends) {
      beginElements(node);
    }
    Node fatal = fatal(node.children);
    if (fatal != null) {
      node.children.forEach(this::closeUnlessUndoing);
    }
    concludeChildren(node, working, fatal == null ? null : Endings.stepFailed(fatal));
  }

  private void beginElements(Node node) {
    ForEach forEach = node.step.conditions().forEach();
    int room = forEach == null ? 1 : forEach.maxConcurrent();
    for (Node element : node.children) {
      if (element.phase instanceof Phase.Waiting waiting) {
        if (underWay(node) >= room || fatal(node.children) != null || journal.putOff()) {
          return;
        }
        begin(element, waiting.begin(journal.now, paused));
      }
    }
  }

  private void advanceElement(Node element, boolean undoOnly) {
    if (element.phase instanceof Phase.Working working) {
      conclude(element, working, undoOnly);
    }
  }

  private static long underWay(Node list) {
    return list.children.stream().filter(child -> child.phase instanceof Phase.Working).count();
  }

  private void concludeChildren(Node node, Phase.Working working, @Nullable Failure cause) {
    if (!Node.areOver(node.children)) {
      return;
    }
    if (cause == null) {
      journal.move(node, working.complete(journal.now));
    } else {
      fail(node, cause);
    }
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

  private void compensate(Node node, Phase.Working working, @Nullable Node undoing, Failure cause) {
    if (undoing == null || !(undoing.phase instanceof Phase.Waiting waiting)) {
      end(node, cause, false);
      return;
    }
    journal.move(node, working.compensate(cause));
    begin(undoing, waiting.begin(journal.now, paused));
  }

  private void conclude(Node node, Phase.Compensating compensating) {
    boolean undone =
        wiring.siblings(node).stream()
            .filter(other -> node.isCompensatedBy(other.step.id()))
            .allMatch(Node::isOver);
    if (undone) {
      journal.move(node, compensating.fail(journal.now));
    }
  }

  private void end(Node node, Failure cause, boolean tolerated) {
    switch (node.phase) {
      case Phase.Waiting waiting -> journal.move(node, waiting.fail(cause, tolerated, journal.now));
      case Phase.Approving approving ->
          journal.move(node, approving.fail(cause, tolerated, journal.now));
      case Phase.Working working -> journal.move(node, working.fail(cause, tolerated, journal.now));
      case Phase.Compensating _, Phase.Over _ -> {}
    }
  }

  private void skip(Node node, Phase.Waiting waiting, String reason) {
    journal.move(node, waiting.skip());
    journal.tell(new TaskEvent.StepSkipped(journal.taskId, journal.now, node.path(), reason));
  }

  private static boolean isFailing(List<Node> flow) {
    for (Node node : flow) {
      if (node.isFatal() || node.phase instanceof Phase.Compensating) {
        return true;
      }
    }
    return false;
  }

  private static @Nullable Node fatal(List<Node> nodes) {
    for (Node node : nodes) {
      if (node.isFatal()) {
        return node;
      }
    }
    return null;
  }

  private static List<Node> dependencies(Node node, List<Node> flow) {
    if (node.step.dependsOn().isEmpty()) {
      return List.of();
    }
    List<Node> dependencies = new ArrayList<>();
    for (Node other : flow) {
      if (node.step.dependsOn().contains(other.step.id())) {
        dependencies.add(other);
      }
    }
    return dependencies;
  }

  private static boolean undoes(Node node, List<Node> flow) {
    return flow.stream()
        .anyMatch(other ->
            other.phase instanceof Phase.Compensating && other.isCompensatedBy(node.step.id()));
  }

  private void closeUnlessUndoing(Node node, List<Node> flow) {
    if (!undoes(node, flow)) {
      closeUnlessUndoing(node);
    }
  }

  private void closeUnlessUndoing(Node node) {
    if (!node.isUndoing()) {
      close(node, Endings.STEP_OVER);
    }
  }

  private @Nullable Node sibling(Node node, String id) {
    return wiring.siblings(node).stream()
        .filter(other -> other.step.id().equals(id))
        .findFirst()
        .orElse(null);
  }
}
