package io.openclaw.gateway.task;

import io.openclaw.gateway.identity.Caller;
import io.openclaw.gateway.identity.CurrentCaller;
import io.openclaw.gateway.identity.Scope;
import io.openclaw.gateway.orchestrator.HistoryView;
import io.openclaw.gateway.orchestrator.TaskRecords;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What is recorded of a task. */
@Path("/v1/tasks")
@Tag(name = "Tasks")
@RunOnVirtualThread
public class HistoryResource {
  private final Tasks tasks;
  private final TaskRecords records;
  private final CurrentCaller caller;

  HistoryResource(Tasks tasks, TaskRecords records, CurrentCaller caller) {
    this.tasks = tasks;
    this.records = records;
    this.caller = caller;
  }

  @GET
  @Path("/{id}/history")
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "getTaskHistory",
      summary = "Read a task's history",
      description =
          """
          Everything that is recorded of the task, from the database: in order, each event with its \
          number, nothing left out and nothing live. `next`, where it is there, is the `after` of \
          the next part.

          `curl -H "Authorization: Bearer $TOKEN" http://127.0.0.1:8080/v1/tasks/$ID/history`\
          """)
  @Parameter(
      name = "after",
      in = ParameterIn.QUERY,
      description = "Only events behind the one of this number.",
      example = "200",
      schema = @Schema(type = SchemaType.INTEGER))
  @Parameter(
      name = "limit",
      in = ParameterIn.QUERY,
      description = "1 to 1000; 200 without it.",
      schema = @Schema(type = SchemaType.INTEGER))
  @APIResponse(
      responseCode = "200",
      description = "A part of the history.",
      content =
          @Content(
              schema = @Schema(implementation = HistoryView.class),
              examples =
                  @ExampleObject(
                      name = "The first event",
                      value =
                          """
                          {"events": [{"seq": 1, "event": {
                            "type": "io.openclaw.task.accepted.v1",
                            "taskId": "0199f3c2-6d0a-7c11-9d5e-2f6b8c1a4e57",
                            "at": "2026-11-22T10:00:00Z", "tenant": "default",
                            "text": "分析 workspace/datasets/penguins.csv", "attachments": []}}],
                           "next": 1}\
                          """)))
  @APIResponse(responseCode = "400", description = "INVALID_FIELD")
  @APIResponse(responseCode = "404", description = "TASK_NOT_FOUND")
  @APIResponse(responseCode = "503", description = "UNAVAILABLE")
  public HistoryView history(
      @Parameter(description = "The task's id.") @PathParam("id") String id, @Context UriInfo uri) {
    Caller may = caller.with(Scope.READ);
    UUID task = TaskIds.parse(id);
    Map<String, String> query = ListQuery.of(uri, List.of("after", "limit"));
    // Only accepted so far: nothing is recorded.
    return tasks.find(may, task).isPresent() ? records.history(task, query) : HistoryView.empty();
  }
}
