package io.openclaw.orchestrator.task;

import io.openclaw.event.TaskCommand.SubmitTask;
import io.openclaw.orchestrator.engine.Decision;
import io.openclaw.orchestrator.engine.Request;
import io.openclaw.orchestrator.engine.TaskEngine;
import io.openclaw.orchestrator.engine.TaskInput;
import io.openclaw.orchestrator.engine.TaskState;
import io.openclaw.orchestrator.message.UnusableMessageException;
import io.openclaw.orchestrator.route.Planning;
import io.openclaw.orchestrator.store.StoredTask;
import io.openclaw.orchestrator.store.TaskStore;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Loads a task, asks the engine, stores what it decides; inside the caller's transaction. */
@ApplicationScoped
public class TaskMoves {
  private static final Logger LOG = Logger.getLogger(TaskMoves.class);

  private final TaskStore store;
  private final Clock clock;

  TaskMoves(TaskStore store, Clock clock) {
    this.store = store;
    this.clock = clock;
  }

  /** A task's first moves; nothing where the task exists. */
  public Uni<Optional<Decision>> begin(SubmitTask submit, Planning planning) {
    Request request =
        new Request(
            submit.taskId(),
            submit.tenant(),
            submit.text(),
            planning.attachments(),
            clock.instant());
    Decision accepted = TaskEngine.accept(request);
    Decision first =
        accepted.followedBy(transition(accepted.state(), planning.input(), request.acceptedAt()));
    return store.insert(first).map(inserted -> inserted ? Optional.of(first) : Optional.empty());
  }

  /** The next move of a task; nothing where there is no such task or the input comes too late. */
  public Uni<Optional<Decision>> move(UUID taskId, TaskInput input) {
    return store.lock(taskId).chain(task -> move(taskId, task, input));
  }

  private Uni<Optional<Decision>> move(UUID taskId, @Nullable StoredTask task, TaskInput input) {
    if (task == null) {
      LOG.warnf(
          "Input for a task that does not exist is dropped taskId=%s input=%s",
          taskId, input.getClass().getSimpleName());
      return Uni.createFrom().item(Optional.empty());
    }
    Decision decision = transition(task.state(), input, clock.instant());
    if (decision.isNothing()) {
      LOG.debugf(
          "Input means nothing any more taskId=%s input=%s",
          taskId, input.getClass().getSimpleName());
      return Uni.createFrom().item(Optional.empty());
    }
    return store.save(task, decision).replaceWith(Optional.of(decision));
  }

  private static Decision transition(TaskState state, TaskInput input, Instant now) {
    try {
      return TaskEngine.transition(state, input, now, ThreadLocalRandom.current().nextDouble());
    } catch (IllegalArgumentException | IllegalStateException e) {
      throw new UnusableMessageException("the engine refuses it: " + e.getMessage(), e);
    }
  }
}
