package io.openclaw.gateway.ws;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.openclaw.gateway.identity.Scope;
import io.openclaw.gateway.live.RunPosition;
import io.openclaw.gateway.live.RunWatch;
import io.openclaw.gateway.live.Runs;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * {@code task.subscribe}: the task's events, from the first one or after one that the client has,
 * until the task has ended.
 */
@ApplicationScoped
class TaskSubscribeMethod implements Method {
  private final Runs runs;

  TaskSubscribeMethod(Runs runs) {
    this.runs = runs;
  }

  @RegisterForReflection
  private record Subscription(@Nullable String taskId, @Nullable String after) {}

  @RegisterForReflection
  private record Subscribed(boolean subscribed) {}

  @Override
  public String name() {
    return "task.subscribe";
  }

  @Override
  public Scope scope() {
    return Scope.READ;
  }

  @Override
  public Reply handle(Call call) throws JsonProcessingException, InterruptedException {
    Subscription wish = call.params().as(Subscription.class);
    UUID task = TaskParams.parse(wish.taskId());
    Subscriptions subscriptions = call.subscriptions();
    RunPosition after = RunPosition.parse(wish.after(), "after");
    subscriptions.takeRoom(task);
    RunWatch watch = open(call, task, after);
    return new Reply(
        new Subscribed(true),
        () -> subscriptions.start(task, watch),
        () -> giveUp(subscriptions, task, watch));
  }

  private static void giveUp(Subscriptions subscriptions, UUID task, RunWatch watch) {
    watch.close();
    subscriptions.giveUp(task);
  }

  private RunWatch open(Call call, UUID task, RunPosition after) throws InterruptedException {
    try {
      return runs.watch(call.caller(), task, after);
    } catch (RuntimeException | InterruptedException e) {
      call.subscriptions().giveUp(task);
      throw e;
    }
  }
}
