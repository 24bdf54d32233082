package io.openclaw.gateway.task;

import io.openclaw.gateway.identity.Caller;
import io.openclaw.gateway.identity.CurrentCaller;
import io.openclaw.gateway.identity.Scope;
import io.openclaw.gateway.problem.ProblemException;
import io.openclaw.task.TaskView;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Tasks over HTTP. */
@Path("/v1/tasks")
@Tag(name = "Tasks", description = "Hand in work, and see what has become of it.")
@RunOnVirtualThread
public class TaskResource {
  static final String IDEMPOTENCY_KEY = "Idempotency-Key";

  private final Tasks tasks;
  private final CurrentCaller caller;

  TaskResource(Tasks tasks, CurrentCaller caller) {
    this.tasks = tasks;
    this.caller = caller;
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "submitTask",
      summary = "Hand in a task",
      description =
          """
          Answers once the task is stored; from then on it survives the end of any process. A \
          request with an `Idempotency-Key` can be sent again without harm: the same key gives the \
          same task, once.

          `curl -H "Authorization: Bearer $TOKEN" -H "Content-Type: application/json" \
          -d '{"text": "分析 workspace/datasets/penguins.csv"}' http://127.0.0.1:8080/v1/tasks`\
          """)
  @APIResponse(
      responseCode = "202",
      description = "The task is stored.",
      headers = @Header(name = "Location", description = "Where the task can be looked at."),
      content = @Content(schema = @Schema(implementation = TaskReceipt.class)))
  @APIResponse(
      responseCode = "400",
      description = "EMPTY_TEXT, TEXT_TOO_LONG, UNKNOWN_AGENT, MALFORMED_JSON or INVALID_FIELD")
  @APIResponse(responseCode = "422", description = "IDEMPOTENCY_KEY_REUSED")
  @APIResponse(
      responseCode = "503",
      description = "UNAVAILABLE: nothing was stored; come back after Retry-After seconds")
  public Response submit(
      @Parameter(
              description =
                  "The client's own name for this request, 1 to 255 visible ASCII characters.",
              example = "monday-report-1")
          @HeaderParam(IDEMPOTENCY_KEY)
          @Nullable String key,
      @RequestBody(
              required = true,
              content =
                  @Content(
                      schema = @Schema(implementation = TaskRequest.class),
                      examples = {
                        @ExampleObject(
                            name = "A plain request",
                            value = "{\"text\": \"分析 workspace/datasets/penguins.csv\"}"),
                        @ExampleObject(
                            name = "A workflow",
                            value =
                                "{\"text\": \"End to end: train and deploy a penguin species"
                                    + " classifier from workspace/datasets/penguins.csv\"}"),
                        @ExampleObject(
                            name = "One agent by name",
                            value =
                                "{\"text\": \"Design the architecture of a model serving"
                                    + " platform\", \"agent\": \"agent-arch-003\"}")
                      }))
          @Nullable TaskRequest request) {
    if (request == null) {
      throw ProblemException.emptyBody();
    }
    TaskReceipt receipt =
        tasks.submit(caller.with(Scope.WRITE), request, IdempotencyKey.parse(key, IDEMPOTENCY_KEY));
    return Response.accepted(receipt).location(URI.create("/v1/tasks/" + receipt.id())).build();
  }

  /** Why a task is not wanted any more. */
  @RegisterForReflection
  @Schema(name = "Cancellation")
  public record Cancellation(
      @Schema(description = "For the record; at most 2000 characters.", examples = "wrong file")
          @Nullable String reason) {}

  @POST
  @Path("/{id}/cancel")
  @Consumes(MediaType.APPLICATION_JSON)
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "cancelTask",
      summary = "End a task",
      description =
          """
          Answers once that is stored. The task ends as `CANCELLED`, unless it ends by itself \
          before; what is under way in it is told to stop, and is stopped where it doesn't.

          `curl -X POST -H "Authorization: Bearer $TOKEN" -H "Content-Type: application/json" \
          -d '{"reason": "wrong file"}' http://127.0.0.1:8080/v1/tasks/$ID/cancel`\
          """)
  @APIResponse(
      responseCode = "202",
      description = "It will be cancelled; the task as it is now.",
      content = @Content(schema = @Schema(oneOf = {TaskView.class, TaskReceipt.class})))
  @APIResponse(responseCode = "404", description = "TASK_NOT_FOUND")
  @APIResponse(responseCode = "409", description = "TASK_IS_OVER")
  @APIResponse(responseCode = "503", description = "UNAVAILABLE: nothing was stored")
  public Response cancel(
      @Parameter(description = "The task's id.") @PathParam("id") String id,
      @Nullable Cancellation cancellation) {
    Caller may = caller.with(Scope.WRITE);
    UUID task = TaskIds.parse(id);
    String reason = cancellation == null ? null : cancellation.reason();
    tasks.cancel(may, task, reason);
    return Response.accepted(tasks.look(may, task)).build();
  }

  @GET
  @Path("/{id}")
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "getTask",
      summary = "Look at a task",
      description =
          """
          The task with its route, its steps and their results. A task that was just handed in has \
          only `id` and `status`.

          `curl -H "Authorization: Bearer $TOKEN" http://127.0.0.1:8080/v1/tasks/$ID`\
          """)
  @APIResponse(
      responseCode = "200",
      description = "The task as it is now.",
      content = @Content(schema = @Schema(oneOf = {TaskView.class, TaskReceipt.class})))
  @APIResponse(responseCode = "404", description = "TASK_NOT_FOUND")
  @APIResponse(responseCode = "503", description = "UNAVAILABLE")
  public Response get(@Parameter(description = "The task's id.") @PathParam("id") String id) {
    return Response.ok(tasks.look(caller.with(Scope.READ), TaskIds.parse(id))).build();
  }
}
