package io.openclaw.gateway.ws;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.openclaw.gateway.identity.Scope;
import io.openclaw.gateway.task.Tasks;
import jakarta.enterprise.context.ApplicationScoped;

/** {@code task.get}: the task as it is now, the same as over HTTP. */
@ApplicationScoped
class TaskGetMethod implements Method {
  private final Tasks tasks;

  TaskGetMethod(Tasks tasks) {
    this.tasks = tasks;
  }

  @Override
  public String name() {
    return "task.get";
  }

  @Override
  public Scope scope() {
    return Scope.READ;
  }

  @Override
  public Reply handle(Call call) throws JsonProcessingException {
    return Reply.of(tasks.look(call.caller(), TaskParams.taskOf(call.params())));
  }
}
