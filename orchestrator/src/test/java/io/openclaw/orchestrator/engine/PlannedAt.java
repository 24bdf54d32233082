package io.openclaw.orchestrator.engine;

import io.openclaw.event.PlannedStep;
import io.openclaw.event.Work;
import java.util.List;

/** Finds what a plan says of a step by its path. */
final class PlannedAt {
  private PlannedAt() {}

  /** Of an element, what is said of its list. */
  static PlannedStep path(Plan plan, String path) {
    List<PlannedStep> flow = plan.steps();
    int from = 0;
    while (true) {
      int dot = path.indexOf('.', from);
      String name = dot < 0 ? path.substring(from) : path.substring(from, dot);
      int bracket = name.indexOf('[');
      PlannedStep step = named(flow, bracket < 0 ? name : name.substring(0, bracket));
      if (dot < 0) {
        return step;
      }
      flow = ((Work.SubWorkflow) step.work()).steps();
      from = dot + 1;
    }
  }

  private static PlannedStep named(List<PlannedStep> flow, String id) {
    for (PlannedStep step : flow) {
      if (step.id().equals(id)) {
        return step;
      }
    }
    throw new AssertionError("no step " + id + " is planned");
  }
}
