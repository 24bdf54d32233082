package io.openclaw.orchestrator.engine;

import io.openclaw.event.Conditions;
import io.openclaw.event.PlannedStep;
import io.openclaw.event.Work;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A step of a running task, and where it stands; mutable, for as long as one move is worked out.
 * What a step with a list does for one element is a step, too.
 */
final class Node {
  /** What is done; the step's own work in the place of the list where it is an element. */
  final PlannedStep step;

  /** Where it belongs; null where that is the task itself. */
  final @Nullable Node parent;

  /** Of the element in the list; -1 where it is none. */
  final int element;

  Phase phase = new Phase.Waiting();

  /** Another list with each move of one of them. */
  List<Assignment> assignments = List.of();

  final List<Node> children = new ArrayList<>();

  /** Where it stood when the move began; null where it was not there, or has moved since. */
  private @Nullable StepState before;

  Node(PlannedStep step, @Nullable Node parent) {
    this(step, parent, -1);
  }

  private Node(PlannedStep step, @Nullable Node parent, int element) {
    this.step = step;
    this.parent = parent;
    this.element = element;
  }

  /** The same work for one element. */
  static Node ofElement(Node list, int element) {
    PlannedStep step = list.step;
    PlannedStep once =
        new PlannedStep(
            step.id(),
            step.name(),
            step.dependsOn(),
            step.inputs(),
            step.expectedOutput(),
            step.timeout(),
            step.work(),
            step.conditions().ofElement());
    return new Node(once, list, element);
  }

  /** Steps of a flow as they stand. */
  static List<Node> flow(List<PlannedStep> steps, @Nullable Node parent, List<StepState> states) {
    List<Node> nodes = new ArrayList<>();
    for (int i = 0; i < steps.size(); i++) {
      Node node = new Node(steps.get(i), parent);
      if (i < states.size()) {
        node.restore(states.get(i));
      }
      nodes.add(node);
    }
    return nodes;
  }

  /** Unique within the task: {@code release.build}, {@code reviews[2]}. */
  String path() {
    if (parent == null) {
      return step.id();
    }
    return element < 0 ? parent.path() + "." + step.id() : parent.path() + "[" + element + "]";
  }

  /** Where it stands; the same object as before where nothing has moved. */
  StepState state() {
    List<StepState> parts = states(children);
    if (before != null && before.children().equals(parts)) {
      return before;
    }
    String id = element < 0 ? step.id() : Integer.toString(element);
    return new StepState(id, phase, assignments, parts);
  }

  static List<StepState> states(List<Node> nodes) {
    StepState[] states = new StepState[nodes.size()];
    for (int i = 0; i < states.length; i++) {
      states[i] = nodes.get(i).state();
    }
    return List.of(states);
  }

  boolean isList() {
    return step.conditions().forEach() != null;
  }

  boolean isOver() {
    return phase instanceof Phase.Over;
  }

  /** Whether something of it is being undone, which is done to the end. */
  boolean isUndoing() {
    for (Node node : all()) {
      if (node.phase instanceof Phase.Compensating) {
        return true;
      }
    }
    return false;
  }

  static boolean areOver(List<Node> nodes) {
    for (Node node : nodes) {
      if (!node.isOver()) {
        return false;
      }
    }
    return true;
  }

  boolean isCancelled() {
    return phase instanceof Phase.Cancelled;
  }

  /** Failed, and those that come after it cannot go on. */
  boolean isFatal() {
    return phase instanceof Phase.Failed failed && !failed.tolerated();
  }

  /** Agents that have been asked; a fallback is the last of them. */
  boolean hasAsked(String agentId) {
    return assignments.stream().anyMatch(assignment -> assignment.agentId().equals(agentId));
  }

  /** Whether it is done only to undo what another step of its workflow has done. */
  boolean isCompensation(List<Node> siblings) {
    for (Node other : siblings) {
      if (other.isCompensatedBy(step.id())) {
        return true;
      }
    }
    return false;
  }

  boolean isCompensatedBy(String id) {
    return step.conditions().onFailure() instanceof Conditions.OnFailure.Compensate compensate
        && compensate.step().equals(id);
  }

  /** These and all that belongs to them. */
  static List<Node> all(List<Node> nodes) {
    List<Node> all = new ArrayList<>(nodes.size());
    for (Node node : nodes) {
      node.addTo(all);
    }
    return all;
  }

  /** Itself and all that belongs to it. */
  List<Node> all() {
    return all(List.of(this));
  }

  void move(Phase next) {
    before = null;
    phase = next;
  }

  void ask(String agentId, AssignmentState.Scheduled scheduled) {
    before = null;
    List<Assignment> more = new ArrayList<>(assignments);
    more.add(new Assignment(agentId, scheduled));
    assignments = List.copyOf(more);
  }

  void move(String agentId, AssignmentState next) {
    before = null;
    Assignment[] moved = assignments.toArray(Assignment[]::new);
    for (int i = 0; i < moved.length; i++) {
      if (moved[i].agentId().equals(agentId)) {
        moved[i] = new Assignment(agentId, next);
      }
    }
    assignments = List.of(moved);
  }

  void restore(StepState state) {
    before = state;
    phase = state.phase();
    assignments = state.assignments();
    if (isList()) {
      for (StepState child : state.children()) {
        Node element = ofElement(this, children.size());
        element.restore(child);
        children.add(element);
      }
    } else if (step.work() instanceof Work.SubWorkflow flow && !state.children().isEmpty()) {
      children.addAll(flow(flow.steps(), this, state.children()));
    }
  }

  private void addTo(List<Node> all) {
    all.add(this);
    for (Node child : children) {
      child.addTo(all);
    }
  }
}
