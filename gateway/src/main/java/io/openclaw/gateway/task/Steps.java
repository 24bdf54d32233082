package io.openclaw.gateway.task;

import io.openclaw.task.TaskView.StepView;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The steps of a task, and those that belong to them. */
final class Steps {
  private Steps() {}

  static Stream<StepView> all(List<StepView> steps) {
    return steps.stream().flatMap(step -> Stream.concat(Stream.of(step), all(step.steps())));
  }

  /** By its id within the task. */
  static Optional<StepView> find(List<StepView> steps, String id) {
    return all(steps).filter(step -> step.id().equals(id)).findFirst();
  }
}
