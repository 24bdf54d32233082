package io.openclaw.gateway.ws;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.openclaw.gateway.identity.Scope;
import io.openclaw.gateway.task.IdempotencyKey;
import io.openclaw.gateway.task.TaskRequest;
import io.openclaw.gateway.task.Tasks;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** {@code task.submit}: hands in a task; answers once it is stored. */
@ApplicationScoped
class TaskSubmitMethod implements Method {
  private final Tasks tasks;

  TaskSubmitMethod(Tasks tasks) {
    this.tasks = tasks;
  }

  @RegisterForReflection
  private record Submission(
      @Nullable String text,
      @Nullable String agent,
      @Nullable Map<String, JsonNode> inputs,
      @Nullable String idempotencyKey) {}

  @RegisterForReflection
  private record Submitted(UUID taskId) {}

  @Override
  public String name() {
    return "task.submit";
  }

  @Override
  public Scope scope() {
    return Scope.WRITE;
  }

  @Override
  public Reply handle(Call call) throws JsonProcessingException {
    Submission submission = call.params().as(Submission.class);
    IdempotencyKey key = IdempotencyKey.parse(submission.idempotencyKey(), "idempotencyKey");
    TaskRequest request =
        new TaskRequest(submission.text(), submission.agent(), submission.inputs());
    return Reply.of(new Submitted(tasks.submit(call.caller(), request, key).id()));
  }
}
