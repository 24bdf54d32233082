package io.openclaw.gateway.ws;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.openclaw.gateway.identity.Scope;
import io.openclaw.gateway.task.IdempotencyKey;
import io.openclaw.gateway.task.Tasks;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** {@code task.retry}: tries an ended task again; answers once the new one is stored. */
@ApplicationScoped
class TaskRetryMethod implements Method {
  private final Tasks tasks;

  TaskRetryMethod(Tasks tasks) {
    this.tasks = tasks;
  }

  @RegisterForReflection
  private record Retry(
      @Nullable String taskId, @Nullable String from, @Nullable String idempotencyKey) {}

  @RegisterForReflection
  private record Retried(UUID taskId) {}

  @Override
  public String name() {
    return "task.retry";
  }

  @Override
  public Scope scope() {
    return Scope.WRITE;
  }

  @Override
  public Reply handle(Call call) throws JsonProcessingException {
    Retry retry = call.params().as(Retry.class);
    IdempotencyKey key = IdempotencyKey.parse(retry.idempotencyKey(), "idempotencyKey");
    UUID task = TaskParams.parse(retry.taskId());
    return Reply.of(new Retried(tasks.retry(call.caller(), task, retry.from(), key).id()));
  }
}
