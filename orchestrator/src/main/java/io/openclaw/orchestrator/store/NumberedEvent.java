package io.openclaw.orchestrator.store;

import io.openclaw.event.TaskEvent;
import io.openclaw.orchestrator.engine.Decision;
import java.util.ArrayList;
import java.util.List;

/** A new event with its number in the task's history. */
record NumberedEvent(long seq, TaskEvent event) {

  static List<NumberedEvent> of(Decision decision) {
    long seq = decision.state().events() - decision.events().size();
    List<NumberedEvent> numbered = new ArrayList<>();
    for (TaskEvent event : decision.events()) {
      seq++;
      numbered.add(new NumberedEvent(seq, event));
    }
    return numbered;
  }
}
