package io.openclaw.gateway.ws;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.openclaw.gateway.identity.Scope;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * {@code task.unsubscribe}: no more of the task's events; harmless where there is no subscription.
 */
@ApplicationScoped
class TaskUnsubscribeMethod implements Method {
  @RegisterForReflection
  private record Unsubscribed(boolean unsubscribed) {}

  @Override
  public String name() {
    return "task.unsubscribe";
  }

  @Override
  public Scope scope() {
    return Scope.READ;
  }

  @Override
  public Reply handle(Call call) throws JsonProcessingException {
    return Reply.of(new Unsubscribed(call.subscriptions().stop(TaskParams.taskOf(call.params()))));
  }
}
