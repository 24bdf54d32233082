package io.openclaw.orchestrator.engine;

import io.openclaw.task.StepStatus;

/** What a condition comes to, of those that {@link RandomPlans} makes. */
enum When {
  TRUE,
  FALSE,
  SENSELESS;

  static When of(StepView step, Situation so) {
    String when = step.step.conditions().when();
    if (when == null) {
      return TRUE;
    } else if (when.startsWith("steps['")) {
      String other = when.substring("steps['".length(), when.indexOf('\'', "steps['".length()));
      return of(
          step.flow.stream()
              .anyMatch(it -> it.step.id().equals(other) && it.status == StepStatus.COMPLETED));
    } else if (when.startsWith("has(values.")) {
      return of(Values.of(so).known(step).containsKey(name(when)));
    } else if (when.startsWith("!has(values.")) {
      return of(!Values.of(so).known(step).containsKey(name(when)));
    }
    return SENSELESS;
  }

  private static String name(String when) {
    return when.substring(when.indexOf('.') + 1, when.indexOf(')'));
  }

  private static When of(boolean truth) {
    return truth ? TRUE : FALSE;
  }
}
