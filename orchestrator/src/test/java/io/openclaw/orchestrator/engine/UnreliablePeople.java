package io.openclaw.orchestrator.engine;

import io.openclaw.event.TaskEvent;
import java.util.List;
import java.util.Random;

/**
 * Who is asked for an approval: most agree, some deny, some do both, some say nothing in time.
 *
 * @param failing otherwise everybody agrees
 * @param words what they say, on its way
 */
record UnreliablePeople(Random random, boolean failing, List<TaskInput> words) {

  void hear(TaskEvent event) {
    if (event instanceof TaskEvent.ApprovalRequested asked) {
      decide(asked);
    }
  }

  private void decide(TaskEvent.ApprovalRequested asked) {
    int mood = failing ? random.nextInt(10) : 0;
    boolean answers = mood < 8 || asked.expiresAt() == null;
    if (answers) {
      words.add(new TaskInput.Resolve(asked.stepId(), mood < 7, "somebody", null));
    }
    if (mood == 8) {
      words.add(new TaskInput.Resolve(asked.stepId(), false, "somebody else", "no"));
    }
  }
}
