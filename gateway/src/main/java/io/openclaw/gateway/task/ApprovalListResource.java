package io.openclaw.gateway.task;

import io.openclaw.gateway.identity.CurrentCaller;
import io.openclaw.gateway.identity.Scope;
import io.openclaw.gateway.orchestrator.TaskRecords;
import io.openclaw.task.ApprovalPage;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** All steps of the caller's tasks that wait for a person's word. */
@Path("/v1/approvals")
@Tag(name = "Tasks")
@RunOnVirtualThread
public class ApprovalListResource {
  private final TaskRecords records;
  private final CurrentCaller caller;

  ApprovalListResource(TaskRecords records, CurrentCaller caller) {
    this.records = records;
    this.caller = caller;
  }

  @GET
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "listApprovals",
      summary = "List the steps that wait for approval",
      description =
          """
          Of all the caller's tasks, oldest first. Decide with `POST /v1/tasks/{id}/approvals`.

          `curl -H "Authorization: Bearer $TOKEN" http://127.0.0.1:8080/v1/approvals`\
          """)
  @Parameter(
      name = "limit",
      in = ParameterIn.QUERY,
      description = "1 to 200; 50 without it.",
      schema = @Schema(type = SchemaType.INTEGER))
  @Parameter(
      name = "cursor",
      in = ParameterIn.QUERY,
      description = "`next` of the part before, as it is.",
      schema = @Schema(type = SchemaType.STRING))
  @APIResponse(
      responseCode = "200",
      description = "A part of the list.",
      content =
          @Content(
              schema = @Schema(implementation = ApprovalPage.class),
              examples =
                  @ExampleObject(
                      name = "One step",
                      value =
                          """
                          {"approvals": [{"taskId": "0199f3c2-6d0a-7c11-9d5e-2f6b8c1a4e57",
                            "text": "Release 1.4", "step": "release.ship", "name": "Ship it",
                            "since": "2026-11-22T10:00:00Z",
                            "expiresAt": "2026-11-23T10:00:00Z"}]}\
                          """)))
  @APIResponse(responseCode = "400", description = "INVALID_FIELD")
  @APIResponse(responseCode = "503", description = "UNAVAILABLE")
  public ApprovalPage list(@Context UriInfo uri) {
    String tenant = caller.with(Scope.READ).tenant();
    return records.approvals(tenant, ListQuery.of(uri, List.of("limit", "cursor")));
  }
}
