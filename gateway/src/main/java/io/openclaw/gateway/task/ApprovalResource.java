package io.openclaw.gateway.task;

import io.openclaw.gateway.identity.CurrentCaller;
import io.openclaw.gateway.identity.Scope;
import io.openclaw.gateway.problem.ProblemException;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Steps that wait for a person's word. */
@Path("/v1/tasks")
@Tag(name = "Tasks")
@RunOnVirtualThread
public class ApprovalResource {
  private final Tasks tasks;
  private final CurrentCaller caller;

  ApprovalResource(Tasks tasks, CurrentCaller caller) {
    this.tasks = tasks;
    this.caller = caller;
  }

  /** What a person says. */
  @RegisterForReflection
  @Schema(name = "Approval")
  public record Approval(
      @Schema(description = "The step's id within the task.", examples = "release")
          @Nullable String step,
      @Nullable Boolean approved,
      @Schema(description = "For the record; at most 2000 characters.", examples = "go ahead")
          @Nullable String note) {}

  @POST
  @Path("/{id}/approvals")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "resolveApproval",
      summary = "Approve or deny a step",
      description =
          """
          For a step whose status is `APPROVING`. Answers once the decision is stored; of several, \
          the first counts. A step that is denied fails, as its workflow says what becomes of it.

          `curl -X POST -H "Authorization: Bearer $TOKEN" -H "Content-Type: application/json" \
          -d '{"step": "release", "approved": true}' http://127.0.0.1:8080/v1/tasks/$ID/approvals`\
          """)
  @APIResponse(responseCode = "202", description = "The decision is stored.")
  @APIResponse(responseCode = "400", description = "INVALID_FIELD or MALFORMED_JSON")
  @APIResponse(responseCode = "404", description = "TASK_NOT_FOUND")
  @APIResponse(responseCode = "409", description = "NOT_WAITING")
  @APIResponse(responseCode = "503", description = "UNAVAILABLE: nothing was stored")
  public Response resolve(
      @Parameter(description = "The task's id.") @PathParam("id") String id,
      @Nullable Approval approval) {
    if (approval == null) {
      throw ProblemException.emptyBody();
    }
    tasks.resolve(
        caller.with(Scope.APPROVALS),
        TaskIds.parse(id),
        Decision.of(approval.step(), approval.approved(), approval.note()));
    return Response.accepted().build();
  }
}
