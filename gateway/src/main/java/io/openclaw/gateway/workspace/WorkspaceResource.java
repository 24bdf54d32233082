package io.openclaw.gateway.workspace;

import io.openclaw.gateway.identity.CurrentCaller;
import io.openclaw.gateway.identity.Scope;
import io.openclaw.gateway.orchestrator.ActiveWorkspace;
import io.openclaw.gateway.problem.ProblemCode;
import io.openclaw.gateway.problem.ProblemException;
import io.openclaw.workspace.live.WorkspaceReport;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The workspace: agents, skills, and the version in force. */
@Path("/v1")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Workspace", description = "The agents and skills that there are, and their version.")
public class WorkspaceResource {
  private final LoadedWorkspace workspace;
  private final ActiveWorkspace active;
  private final CurrentCaller caller;

  WorkspaceResource(LoadedWorkspace workspace, ActiveWorkspace active, CurrentCaller caller) {
    this.workspace = workspace;
    this.active = active;
    this.caller = caller;
  }

  @GET
  @Path("/workspace")
  @RunOnVirtualThread
  @Operation(
      operationId = "getWorkspace",
      summary = "Show which version of the workspace is in force",
      description =
          "`problems` says what is wrong with an edit that is not in force for that reason: file,"
              + " line, column, and how to mend it.")
  @APIResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = WorkspaceReport.class)))
  @APIResponse(responseCode = "503", description = "UNAVAILABLE")
  public WorkspaceReport workspace() {
    caller.with(Scope.READ);
    return active.report();
  }

  @POST
  @Path("/workspace/reload")
  @RunOnVirtualThread
  @Operation(
      operationId = "reloadWorkspace",
      summary = "Read the workspace's folder now",
      description =
          "Edits come into force by themselves within a second or so; this is for who cannot wait,"
              + " or wants to be told. All or nothing: an edit that is not sound changes nothing.")
  @APIResponse(
      responseCode = "200",
      description = "`result` is APPLIED or UNCHANGED",
      content = @Content(schema = @Schema(implementation = WorkspaceReport.class)))
  @APIResponse(
      responseCode = "422",
      description = "WORKSPACE_NOT_SOUND; the version before stays, GET /v1/workspace shows all")
  @APIResponse(responseCode = "503", description = "UNAVAILABLE")
  public WorkspaceReport reload() {
    caller.with(Scope.ADMIN);
    WorkspaceReport report = active.reload();
    workspace.refresh();
    return switch (report.result()) {
      case REFUSED -> throw ProblemException.of(ProblemCode.WORKSPACE_NOT_SOUND, refusal(report));
      case POSTPONED ->
          throw ProblemException.unavailable(
              "the edit is sound, and cannot come into force yet: " + report.reason(), null);
      case APPLIED, UNCHANGED -> report;
      case null -> report;
    };
  }

  private static String refusal(WorkspaceReport report) {
    int problems = report.problems().size();
    return "version %s stays in force; %s%s"
        .formatted(
            report.version(),
            report.problems().getFirst(),
            problems == 1 ? "" : ", and " + (problems - 1) + " more: GET /v1/workspace");
  }

  @GET
  @Path("/agents")
  @Operation(operationId = "listAgents", summary = "List the agents")
  public List<AgentCard> agents() {
    caller.with(Scope.READ);
    return workspace.get().agents().values().stream().map(AgentCard::of).toList();
  }

  @GET
  @Path("/skills")
  @Operation(
      operationId = "listSkills",
      summary = "List the skills",
      description = "With their handlers and the JSON Schemas of what these take and give.")
  public List<SkillCard> skills() {
    caller.with(Scope.READ);
    return workspace.get().skills().values().stream().map(SkillCard::of).toList();
  }
}
