package io.openclaw.orchestrator.api;

import io.openclaw.orchestrator.engine.TaskState;
import io.openclaw.orchestrator.store.TaskStore;
import io.openclaw.orchestrator.store.Transactions;
import io.openclaw.task.TaskView;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/** What is recorded of a task. */
@Path("/internal/v1/tasks/{id}")
@Produces(MediaType.APPLICATION_JSON)
@SecurityRequirement(name = OpenApi.INTERNAL_TOKEN)
@Tag(name = "tasks")
public class TaskResource {
  private final Transactions transactions;
  private final TaskStore store;

  TaskResource(Transactions transactions, TaskStore store) {
    this.transactions = transactions;
    this.store = store;
  }

  @GET
  @Operation(operationId = "getTask", summary = "A task as it stands now")
  public Uni<TaskView> get(@RestPath String id) {
    return transactions
        .run(() -> store.find(uuid(id)))
        .map(state -> TaskViews.of(found(state, id)));
  }

  private static TaskState found(@Nullable TaskState state, String id) {
    if (state == null) {
      throw notFound(id);
    }
    return state;
  }

  private static UUID uuid(String id) {
    try {
      return UUID.fromString(id);
    } catch (IllegalArgumentException _) {
      throw notFound(id);
    }
  }

  private static ProblemException notFound(String id) {
    return new ProblemException(ProblemCode.TASK_NOT_FOUND, "There is no task " + id);
  }
}
