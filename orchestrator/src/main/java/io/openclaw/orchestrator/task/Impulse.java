package io.openclaw.orchestrator.task;

import static java.util.Objects.requireNonNull;

import io.openclaw.event.TaskCommand.SubmitTask;
import io.openclaw.orchestrator.engine.TaskInput;
import io.openclaw.orchestrator.route.Planning;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Something that sets a task in motion. */
public sealed interface Impulse {

  UUID taskId();

  /** Of the message that brought it; null where none did, so that it may come again. */
  @Nullable String messageId();

  /** A new task, and how it is to be done. */
  record Begin(String messageId, SubmitTask submit, Planning planning) implements Impulse {
    public Begin {
      requireNonNull(messageId, "messageId is null");
      requireNonNull(submit, "submit is null");
      requireNonNull(planning, "planning is null");
    }

    @Override
    public UUID taskId() {
      return submit.taskId();
    }
  }

  /**
   * Something happens to a task that has begun.
   *
   * @param tenant who makes it happen; means nothing for another tenant's task; null: no client
   *     does
   */
  record Happening(
      @Nullable String messageId, UUID taskId, @Nullable String tenant, TaskInput input)
      implements Impulse {
    public Happening {
      requireNonNull(taskId, "taskId is null");
      requireNonNull(input, "input is null");
    }

    public Happening(@Nullable String messageId, UUID taskId, TaskInput input) {
      this(messageId, taskId, null, input);
    }
  }
}
