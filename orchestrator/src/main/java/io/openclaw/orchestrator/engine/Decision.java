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
 * @param changed whether the state is another one than before
 * @param state the new one
 * @param events what has happened, in order; the state counts them
 * @param commands what workers are to do now
 * @param wakeAt when a {@link TaskInput.Tick} is due; null: never
 */
public record Decision(
    boolean changed,
    TaskState state,
    List<TaskEvent> events,
    List<StepCommand> commands,
    @Nullable Instant wakeAt) {
  public Decision {
    requireNonNull(state, "state is null");
    events = List.copyOf(events);
    commands = List.copyOf(commands);
  }

  /** The state stays, a final one or one without a plan, for which no time is ever due. */
  static Decision unchanged(TaskState state, List<StepCommand> commands) {
    return new Decision(false, state, List.of(), commands, null);
  }

  /** About how many characters of JSON its commands come to. */
  public long weight() {
    return commands.stream().mapToLong(Weight::of).sum();
  }

  /** Whether there is nothing to record. */
  public boolean isNothing() {
    return !changed && commands.isEmpty();
  }

  /** This move and the one that follows it, as one. */
  public Decision followedBy(Decision next) {
    List<TaskEvent> allEvents = new ArrayList<>(events);
    allEvents.addAll(next.events);
    List<StepCommand> allCommands = new ArrayList<>(commands);
    allCommands.addAll(next.commands);
    return new Decision(changed || next.changed, next.state, allEvents, allCommands, next.wakeAt);
  }
}
