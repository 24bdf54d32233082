package io.openclaw.gateway.ws;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.openclaw.gateway.identity.Scope;
import io.openclaw.gateway.task.Tasks;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** {@code task.cancel}: ends a task; answers once that is stored, with the task as it is then. */
@ApplicationScoped
class TaskCancelMethod implements Method {
  private final Tasks tasks;

  TaskCancelMethod(Tasks tasks) {
    this.tasks = tasks;
  }

  @RegisterForReflection
  private record Cancellation(@Nullable String taskId, @Nullable String reason) {}

  @Override
  public String name() {
    return "task.cancel";
  }

  @Override
  public Scope scope() {
    return Scope.WRITE;
  }

  @Override
  public Reply handle(Call call) throws JsonProcessingException {
    Cancellation cancellation = call.params().as(Cancellation.class);
    UUID task = TaskParams.parse(cancellation.taskId());
    tasks.cancel(call.caller(), task, cancellation.reason());
    return Reply.of(tasks.look(call.caller(), task));
  }
}
