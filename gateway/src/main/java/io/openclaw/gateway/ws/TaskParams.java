package io.openclaw.gateway.ws;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.openclaw.gateway.problem.ProblemException;
import io.openclaw.gateway.task.TaskIds;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The params of the methods about one task. */
@RegisterForReflection
record TaskParams(@Nullable String taskId) {

  static UUID taskOf(Params params) throws JsonProcessingException {
    return parse(params.as(TaskParams.class).taskId());
  }

  static UUID parse(@Nullable String taskId) {
    if (taskId == null) {
      throw ProblemException.invalid("taskId", "is missing");
    }
    return TaskIds.parse(taskId);
  }
}
