package io.openclaw.orchestrator.engine;

import io.openclaw.event.StepCommand;
import io.openclaw.event.TaskEvent;
import io.openclaw.task.StepStatus;
import org.jspecify.annotations.Nullable;

/**
 * What holds for a task at each of its moves, whatever happens to it; written down from what the
 * workspace's manual promises, and not from the engine.
 */
interface Rule {

  /** Before the input has come to anything. */
  default void given(Situation before) {}

  /** Each event, before it counts among the facts. */
  default void told(TaskEvent event, Situation so) {}

  /** Each command, when all events are told. */
  default void sent(StepCommand command, Situation so) {}

  /**
   * Each step that stands elsewhere than before the move; of what an earlier task has done, none.
   *
   * @param was where it stood; null where it was not there
   */
  default void entered(StepView step, @Nullable StepStatus was, Situation after) {}

  /** Each step that is not over, whenever the state has changed. */
  default void stands(StepView step, Situation after) {}

  /** What has come of the input, as a whole. */
  default void moved(Situation after) {}

  /** Cheap where it holds, since it is asked millions of times. */
  static void holds(boolean truth, String promise, @Nullable Object about) {
    if (!truth) {
      String which = String.valueOf(about);
      throw new AssertionError(
          promise + ": " + which.substring(0, Math.min(which.length(), 1_000)));
    }
  }
}
