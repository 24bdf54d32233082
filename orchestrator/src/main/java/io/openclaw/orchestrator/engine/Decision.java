package io.openclaw.orchestrator.engine;

import static java.util.Objects.requireNonNull;

import io.openclaw.event.StepCommand;
import io.openclaw.event.TaskEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A move of a task: to be recorded as a whole or not at all.
 *
 * @param changed false where nothing came of the input; there is nothing to record then
 * @param state the new one
 * @param events what has happened, in order; the state counts them
 * @param commands what workers are to do now
 * @param wakeAt when a {@link TaskInput.Tick} is due; null: never
 */
public record Decision(
    boolean changed,
    TaskState state,
    List<TaskEvent> events,
    List<StepCommand.RunStep> commands,
    @Nullable Instant wakeAt) {
  public Decision {
    requireNonNull(state, "state is null");
    events = List.copyOf(events);
    commands = List.copyOf(commands);
  }

  static Decision nothing(TaskState state) {
    return new Decision(false, state, List.of(), List.of(), TaskClock.wakeAt(state));
  }

  /** This move and the one that follows it, as one. */
  public Decision followedBy(Decision next) {
    List<TaskEvent> allEvents = new ArrayList<>(events);
    allEvents.addAll(next.events);
    List<StepCommand.RunStep> allCommands = new ArrayList<>(commands);
    allCommands.addAll(next.commands);
    return new Decision(changed || next.changed, next.state, allEvents, allCommands, next.wakeAt);
  }
}
