package io.openclaw.gateway.ws;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.openclaw.gateway.identity.Scope;
import io.openclaw.gateway.task.Decision;
import io.openclaw.gateway.task.Tasks;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** {@code task.approve}: says whether a step may begin; answers once that is stored. */
@ApplicationScoped
class TaskApproveMethod implements Method {
  private final Tasks tasks;

  TaskApproveMethod(Tasks tasks) {
    this.tasks = tasks;
  }

  @RegisterForReflection
  private record Approval(
      @Nullable String taskId,
      @Nullable String step,
      @Nullable Boolean approved,
      @Nullable String note) {}

  @Override
  public String name() {
    return "task.approve";
  }

  @Override
  public Scope scope() {
    return Scope.APPROVALS;
  }

  @Override
  public Reply handle(Call call) throws JsonProcessingException {
    Approval approval = call.params().as(Approval.class);
    UUID task = TaskParams.parse(approval.taskId());
    tasks.resolve(
        call.caller(), task, Decision.of(approval.step(), approval.approved(), approval.note()));
    return Reply.of(tasks.look(call.caller(), task));
  }
}
