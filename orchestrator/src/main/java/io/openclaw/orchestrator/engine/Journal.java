package io.openclaw.orchestrator.engine;

import io.openclaw.event.StepCommand;
import io.openclaw.event.TaskEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** What a move comes to, as it is being worked out. */
final class Journal {
  final UUID taskId;
  final Instant now;
  final List<TaskEvent> events = new ArrayList<>();
  final List<StepCommand> commands = new ArrayList<>();

  /** How often something has got into another state. */
  int moves;

  Journal(UUID taskId, Instant now) {
    this.taskId = taskId;
    this.now = now;
  }

  void tell(TaskEvent event) {
    events.add(event);
  }

  void order(StepCommand command) {
    commands.add(command);
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
