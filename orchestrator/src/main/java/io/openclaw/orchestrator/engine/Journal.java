package io.openclaw.orchestrator.engine;

import io.openclaw.event.StepCommand;
import io.openclaw.event.TaskEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** What a move comes to, as it is being worked out. */
final class Journal {
  /** Orders of one move, about, in characters of JSON; the last one may be beyond it. */
  static final long HEAVIEST = 8L * 1024 * 1024;

  final UUID taskId;
  final Instant now;
  final List<TaskEvent> events = new ArrayList<>();
  final List<StepCommand> commands = new ArrayList<>();

  /** How often something has got into another state. */
  int moves;

  private long weight;
  private boolean putsOff;

  Journal(UUID taskId, Instant now) {
    this.taskId = taskId;
    this.now = now;
  }

  void tell(TaskEvent event) {
    events.add(event);
  }

  void order(StepCommand command) {
    commands.add(command);
    weight += Weight.of(command);
  }

  /**
   * Whether what could begin now has to wait for the next move, since this one orders so much
   * already. That move is due at once then.
   */
  boolean putOff() {
    boolean isFull = weight >= HEAVIEST;
    putsOff |= isFull;
    return isFull;
  }

  /** Whether anything was put off. */
  boolean putsOff() {
    return putsOff;
  }

  void move(Node node, Phase next) {
    node.move(next);
    moves++;
  }

  void move(Node node, String agentId, AssignmentState next) {
    node.move(agentId, next);
    moves++;
  }
}
