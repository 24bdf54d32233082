package io.openclaw.it;

import io.openclaw.event.TaskEvent;
import java.util.ArrayList;
import java.util.List;

/** In what two tellings of one history differ, in few words. */
final class Difference {
  private Difference() {}

  /** Nothing where they are the same, event by event. */
  static List<String> between(List<TaskEvent> expected, List<TaskEvent> actual) {
    if (expected.equals(actual)) {
      return List.of();
    }
    List<String> differences = new ArrayList<>();
    remainder(expected, actual).forEach(event -> differences.add("lacks " + brief(event)));
    remainder(actual, expected).forEach(event -> differences.add("has too much " + brief(event)));
    if (differences.isEmpty()) {
      differences.add("has another order: " + actual.stream().map(Difference::brief).toList());
    }
    return differences;
  }

  private static List<TaskEvent> remainder(List<TaskEvent> all, List<TaskEvent> without) {
    List<TaskEvent> remainder = new ArrayList<>(all);
    without.forEach(remainder::remove);
    return remainder;
  }

  private static String brief(TaskEvent event) {
    return switch (event) {
      case TaskEvent.StepScheduled e -> "scheduled " + e.step() + " " + e.at();
      case TaskEvent.StepStarted e -> "started " + e.step() + " " + e.at();
      case TaskEvent.StepRetrying e -> "retrying " + e.step() + " " + e.at() + " " + e.cause();
      case TaskEvent.StepCompleted e -> "completed " + e.step() + " " + e.at();
      case TaskEvent.StepFailed e -> "failed " + e.step() + " " + e.at() + " " + e.cause();
      case TaskEvent.TaskFailed e -> "task failed " + e.at() + " " + e.cause();
      default -> event.getClass().getSimpleName() + " " + event.at();
    };
  }
}
