package io.openclaw.orchestrator.engine;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A task at a move.
 *
 * @param input what it is given
 * @param now as the engine has to take it: never earlier than at a move before
 * @param jitter that the engine is given
 * @param facts until now
 * @param steps where they stand; after the move, once it is worked out
 * @param state after the move
 * @param decision null before it is made
 */
record Situation(
    Plan plan,
    TaskInput input,
    Instant now,
    double jitter,
    Facts facts,
    List<StepView> steps,
    TaskState state,
    @Nullable Decision decision) {

  boolean isTick() {
    return input instanceof TaskInput.Tick;
  }
}
