package io.openclaw.gateway.workspace;

import io.openclaw.gateway.identity.CurrentCaller;
import io.openclaw.gateway.identity.Scope;
import io.openclaw.workspace.Workspace;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Lists agents and skills. */
@Path("/v1")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Workspace", description = "The agents and skills that there are.")
public class WorkspaceResource {
  private final Workspace workspace;
  private final CurrentCaller caller;

  WorkspaceResource(LoadedWorkspace workspace, CurrentCaller caller) {
    this.workspace = workspace.get();
    this.caller = caller;
  }

  @GET
  @Path("/agents")
  @Operation(operationId = "listAgents", summary = "List the agents")
  public List<AgentCard> agents() {
    caller.with(Scope.READ);
    return workspace.agents().values().stream().map(AgentCard::of).toList();
  }

  @GET
  @Path("/skills")
  @Operation(
      operationId = "listSkills",
      summary = "List the skills",
      description = "With their handlers and the JSON Schemas of what these take and give.")
  public List<SkillCard> skills() {
    caller.with(Scope.READ);
    return workspace.skills().values().stream().map(SkillCard::of).toList();
  }
}
