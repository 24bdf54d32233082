package io.openclaw.gateway.task;

import io.openclaw.gateway.identity.CurrentCaller;
import io.openclaw.gateway.identity.Scope;
import io.openclaw.gateway.orchestrator.TaskRecords;
import io.openclaw.task.TaskPage;
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

/** The caller's tasks. */
@Path("/v1/tasks")
@Tag(name = "Tasks")
@RunOnVirtualThread
public class TaskListResource {
  /** The names that a list can be asked with, over HTTP as over WebSocket. */
  public static final List<String> PARAMETERS =
      List.of(
          "status",
          "waiting",
          "agent",
          "workflow",
          "skill",
          "contains",
          "since",
          "until",
          "limit",
          "cursor");

  private final TaskRecords records;
  private final CurrentCaller caller;

  TaskListResource(TaskRecords records, CurrentCaller caller) {
    this.records = records;
    this.caller = caller;
  }

  @GET
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "listTasks",
      summary = "List tasks",
      description =
          """
          The caller's tasks that meet all conditions, newest first. `next`, where it is there, is \
          the `cursor` of the next part; the list is stable while tasks are added. A part may be \
          short, or empty, and have a `next`: one part of a search by `contains` looks at 10,000 \
          tasks.

          `curl -H "Authorization: Bearer $TOKEN" \
          'http://127.0.0.1:8080/v1/tasks?status=running,failed&since=2026-11-22T00:00:00Z'`\
          """)
  @Parameter(
      name = "status",
      in = ParameterIn.QUERY,
      description = "RUNNING, COMPLETED, FAILED or CANCELLED; several with commas.",
      example = "running,failed",
      schema = @Schema(type = SchemaType.STRING))
  @Parameter(
      name = "waiting",
      in = ParameterIn.QUERY,
      description = "Only tasks with a step that waits for approval.",
      schema = @Schema(type = SchemaType.BOOLEAN))
  @Parameter(
      name = "agent",
      in = ParameterIn.QUERY,
      description = "Only tasks that went to this agent, by its id; alone or with others.",
      example = "agent-ai-001",
      schema = @Schema(type = SchemaType.STRING))
  @Parameter(
      name = "workflow",
      in = ParameterIn.QUERY,
      description = "Only tasks that went to this workflow.",
      example = "end-to-end-delivery",
      schema = @Schema(type = SchemaType.STRING))
  @Parameter(
      name = "skill",
      in = ParameterIn.QUERY,
      description = "Only tasks that went to this shared skill.",
      example = "shared/data-analysis",
      schema = @Schema(type = SchemaType.STRING))
  @Parameter(
      name = "contains",
      in = ParameterIn.QUERY,
      description = "Only tasks with this in their text, in whatever case.",
      example = "penguins",
      schema = @Schema(type = SchemaType.STRING))
  @Parameter(
      name = "since",
      in = ParameterIn.QUERY,
      description = "Only tasks created at this time or later.",
      example = "2026-11-22T10:00:00Z",
      schema = @Schema(type = SchemaType.STRING))
  @Parameter(
      name = "until",
      in = ParameterIn.QUERY,
      description = "Only tasks created before this time.",
      example = "2026-11-23T10:00:00Z",
      schema = @Schema(type = SchemaType.STRING))
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
              schema = @Schema(implementation = TaskPage.class),
              examples =
                  @ExampleObject(
                      name = "One task",
                      value =
                          """
                          {"tasks": [{"id": "0199f3c2-6d0a-7c11-9d5e-2f6b8c1a4e57",
                            "text": "分析 workspace/datasets/penguins.csv", "status": "FAILED",
                            "route": {"kind": "SKILL", "target": "shared/data-analysis"},
                            "createdAt": "2026-11-22T10:00:00Z",
                            "updatedAt": "2026-11-22T10:00:01.2Z", "duration": "PT1.2S",
                            "failureCode": "TIMEOUT", "stepsDone": 1, "stepsTotal": 1,
                            "waitsForApproval": false}],
                           "next": "dGFza3MKMjAyNi0xMS0yMlQxMDowMDowMFoK"}\
                          """)))
  @APIResponse(responseCode = "400", description = "INVALID_FIELD")
  @APIResponse(responseCode = "503", description = "UNAVAILABLE")
  public TaskPage list(@Context UriInfo uri) {
    String tenant = caller.with(Scope.READ).tenant();
    return records.tasks(tenant, ListQuery.of(uri, PARAMETERS));
  }
}
