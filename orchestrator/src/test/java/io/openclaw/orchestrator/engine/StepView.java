package io.openclaw.orchestrator.engine;

import io.openclaw.event.Conditions.OnFailure;
import io.openclaw.event.PlannedStep;
import io.openclaw.event.Work;
import io.openclaw.task.StepStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A step of a plan, beside where the task's state says that it stands. */
final class StepView {
  final @Nullable StepView parent;

  /** The steps beside it, and itself. */
  final List<StepView> flow;

  /** As planned; of an element, that of its list. */
  final PlannedStep step;

  final boolean isElement;
  final String path;
  final StepState state;
  final StepStatus status;
  final List<StepView> children = new ArrayList<>();

  private StepView(
      @Nullable StepView parent,
      List<StepView> flow,
      PlannedStep step,
      boolean isElement,
      String path,
      StepState state) {
    this.parent = parent;
    this.flow = flow;
    this.step = step;
    this.isElement = isElement;
    this.path = path;
    this.state = state;
    this.status = state.phase().view();
  }

  static List<StepView> of(Plan plan, TaskState state) {
    return flow(null, plan.steps(), state.steps());
  }

  private static List<StepView> flow(
      @Nullable StepView parent, List<PlannedStep> steps, List<StepState> states) {
    List<StepView> flow = parent == null ? new ArrayList<>() : parent.children;
    for (int i = 0; i < states.size(); i++) {
      PlannedStep step = steps.get(i);
      String path = parent == null ? step.id() : parent.path + "." + step.id();
      StepView view = new StepView(parent, flow, step, false, path, states.get(i));
      flow.add(view);
      if (view.isList()) {
        view.addElements();
      } else {
        view.addSteps();
      }
    }
    return flow;
  }

  private void addElements() {
    for (int i = 0; i < state.children().size(); i++) {
      StepState at = state.children().get(i);
      StepView element = new StepView(this, children, step, true, path + "[" + i + "]", at);
      children.add(element);
      element.addSteps();
    }
  }

  private void addSteps() {
    if (step.work() instanceof Work.SubWorkflow sub) {
      flow(this, sub.steps(), state.children());
    }
  }

  static void forEach(List<StepView> flow, Consumer<StepView> action) {
    for (StepView view : flow) {
      action.accept(view);
      forEach(view.children, action);
    }
  }

  boolean isList() {
    return !isElement && step.conditions().forEach() != null;
  }

  boolean isOver() {
    return state.phase() instanceof Phase.Over;
  }

  /** Failed, and what comes after it cannot go on. */
  boolean isFatal() {
    return state.phase() instanceof Phase.Failed failed && !failed.tolerated();
  }

  /** Whether the steps beside it are to end, since one has failed or is being undone. */
  static boolean isFailing(List<StepView> flow) {
    for (StepView view : flow) {
      if (view.isFatal() || view.status == StepStatus.COMPENSATING) {
        return true;
      }
    }
    return false;
  }

  /** Whether something around it has failed, so that only what is being undone goes on in there. */
  boolean isWindingUp() {
    for (StepView around = parent; around != null; around = around.parent) {
      if (around.undone().stream().anyMatch(it -> it.status == StepStatus.COMPENSATING)) {
        return false;
      }
      if (isFailing(around.flow)) {
        return true;
      }
    }
    return false;
  }

  /** Whether something beside it or around it has failed. */
  boolean isUnwanted() {
    return isFailing(flow) || isWindingUp();
  }

  /** Whether something within it goes on that is not there to undo anything. */
  boolean isBusyBesideUndoing() {
    for (StepView child : children) {
      boolean undoes = child.undone().stream().anyMatch(it -> it.status == StepStatus.COMPENSATING);
      boolean isOpen = child.status == StepStatus.RUNNING || child.status == StepStatus.APPROVING;
      boolean isBusy = child.isUndoing() ? child.isBusyBesideUndoing() : isOpen;
      if (isBusy && !undoes) {
        return true;
      }
    }
    return false;
  }

  /** Whether something within it is being undone. */
  boolean isUndoing() {
    if (status == StepStatus.COMPENSATING) {
      return true;
    }
    for (StepView child : children) {
      if (child.isUndoing()) {
        return true;
      }
    }
    return false;
  }

  /** The steps that this one is there to undo; empty where it is a step like any other. */
  List<StepView> undone() {
    if (isElement) {
      return List.of();
    }
    return flow.stream().filter(other -> step.id().equals(other.undoneBy())).toList();
  }

  @Nullable String undoneBy() {
    return !isElement && step.conditions().onFailure() instanceof OnFailure.Compensate it
        ? it.step()
        : null;
  }

  List<StepView> dependencies() {
    if (isElement) {
      return List.of();
    }
    return flow.stream().filter(other -> step.dependsOn().contains(other.step.id())).toList();
  }

  static boolean areOver(List<StepView> views) {
    for (StepView view : views) {
      if (!view.isOver()) {
        return false;
      }
    }
    return true;
  }

  @Override
  public String toString() {
    return path + " " + state.phase();
  }
}
