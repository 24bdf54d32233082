package io.openclaw.gateway.schedule;

import io.openclaw.gateway.identity.Caller;
import io.openclaw.gateway.identity.CurrentCaller;
import io.openclaw.gateway.identity.Scope;
import io.openclaw.gateway.orchestrator.ActiveWorkspace;
import io.openclaw.schedule.ScheduleView;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Shows the schedules of the workspace in force. */
@Path("/v1/schedules")
@Tag(name = "Schedules", description = "Tasks that start by the clock.")
@RunOnVirtualThread
public class ScheduleResource {
  private final ActiveWorkspace workspace;
  private final CurrentCaller caller;

  ScheduleResource(ActiveWorkspace workspace, CurrentCaller caller) {
    this.workspace = workspace;
    this.caller = caller;
  }

  @GET
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "listSchedules",
      summary = "List the schedules",
      description =
          """
          Those of the caller's tenant, in the order of `orchestrator/schedules.yaml`. `nextTick` is \
          when the next task starts, `lastTask` the newest that was started, for `lastTick`.

          `curl -H "Authorization: Bearer $TOKEN" http://127.0.0.1:8080/v1/schedules`\
          """)
  @APIResponse(
      responseCode = "200",
      description = "The schedules; none where the workspace has none.",
      content =
          @Content(schema = @Schema(type = SchemaType.ARRAY, implementation = ScheduleView.class)))
  @APIResponse(responseCode = "503", description = "UNAVAILABLE")
  public List<ScheduleView> list() {
    Caller may = caller.with(Scope.READ);
    return workspace.schedules().stream()
        .filter(schedule -> schedule.tenant().equals(may.tenant()))
        .toList();
  }
}
