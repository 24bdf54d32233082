package io.openclaw.worker.readiness;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SecuritySchemeType;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.security.SecurityScheme;

/** The skills of this worker, for the other services and for operators. */
@Path("/internal/v1/skills")
@Produces(MediaType.APPLICATION_JSON)
@SecurityScheme(securitySchemeName = "internal", type = SecuritySchemeType.HTTP, scheme = "bearer")
@SecurityRequirement(name = "internal")
class SkillsResource {
  private final SkillStates states;

  SkillsResource(SkillStates states) {
    this.states = states;
  }

  @GET
  @Operation(summary = "The skills of this worker's agents and whether each can run")
  public List<SkillStatus> skills() {
    return states.all();
  }
}
