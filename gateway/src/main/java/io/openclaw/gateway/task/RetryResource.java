package io.openclaw.gateway.task;

import io.openclaw.gateway.identity.CurrentCaller;
import io.openclaw.gateway.identity.Scope;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Ended tasks that are tried again. */
@Path("/v1/tasks")
@Tag(name = "Tasks")
@RunOnVirtualThread
public class RetryResource {
  private final Tasks tasks;
  private final CurrentCaller caller;

  RetryResource(Tasks tasks, CurrentCaller caller) {
    this.tasks = tasks;
    this.caller = caller;
  }

  /** From where. */
  @RegisterForReflection
  @Schema(name = "Retry")
  public record Retry(
      @Schema(
              description =
                  "A step that is done again although it is complete, with all that depends on it.",
              examples = "step-3")
          @Nullable String from) {}

  @POST
  @Path("/{id}/retry")
  @Consumes(MediaType.APPLICATION_JSON)
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "retryTask",
      summary = "Try an ended task again",
      description =
          """
          The same request as a new task, by the workspace as it is now. Steps that were complete \
          are not done again: their results are kept, where the request still goes the same way. \
          The ended task stays as it is.

          `curl -X POST -H "Authorization: Bearer $TOKEN" -H "Content-Type: application/json" \
          -d '{"from": "step-3"}' http://127.0.0.1:8080/v1/tasks/$ID/retry`\
          """)
  @APIResponse(
      responseCode = "202",
      description = "The new task is stored.",
      content = @Content(schema = @Schema(implementation = TaskReceipt.class)))
  @APIResponse(responseCode = "400", description = "INVALID_FIELD or MALFORMED_JSON")
  @APIResponse(responseCode = "404", description = "TASK_NOT_FOUND")
  @APIResponse(responseCode = "409", description = "TASK_IS_RUNNING")
  @APIResponse(responseCode = "503", description = "UNAVAILABLE: nothing was stored")
  public Response retry(
      @Parameter(description = "The ended task's id.") @PathParam("id") String id,
      @HeaderParam(TaskResource.IDEMPOTENCY_KEY) @Nullable String key,
      @Nullable Retry retry) {
    TaskReceipt receipt =
        tasks.retry(
            caller.with(Scope.WRITE),
            TaskIds.parse(id),
            retry == null ? null : retry.from(),
            IdempotencyKey.parse(key, TaskResource.IDEMPOTENCY_KEY));
    return Response.accepted(receipt).location(URI.create("/v1/tasks/" + receipt.id())).build();
  }
}
