package io.openclaw.orchestrator.task;

import io.openclaw.event.StepCommand.RunStep;
import io.openclaw.orchestrator.engine.TaskInput;
import io.openclaw.orchestrator.outbox.Refusals;
import io.openclaw.orchestrator.store.OutboxMessage;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Tells the tasks of them, once each. */
@ApplicationScoped
class UnsendableSteps implements Refusals {
  private final TaskMoves moves;

  UnsendableSteps(TaskMoves moves) {
    this.moves = moves;
  }

  @Override
  public Uni<Void> refused(List<OutboxMessage> steps) {
    return moves.apply(steps.stream().map(UnsendableSteps::impulse).toList()).replaceWithVoid();
  }

  private static Impulse impulse(OutboxMessage message) {
    RunStep step = message.step();
    return new Impulse.Happening(
        message.messageId() + "/too-large", step.taskId(), new TaskInput.Unsendable(step.step()));
  }
}
