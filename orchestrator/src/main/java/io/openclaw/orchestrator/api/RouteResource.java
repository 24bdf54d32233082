package io.openclaw.orchestrator.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.openclaw.event.EventJson;
import io.openclaw.orchestrator.workspace.ActiveWorkspace;
import io.openclaw.task.RouteExplanation;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Where a text would go. */
@Path("/internal/v1/routes")
@Produces(MediaType.APPLICATION_JSON)
@SecurityRequirement(name = OpenApi.INTERNAL_TOKEN)
@Tag(name = "routes")
public class RouteResource {
  private final ActiveWorkspace workspace;
  private final Clock clock;

  /** What to explain. */
  @RegisterForReflection
  record ExplainRequest(@Nullable String text) {}

  RouteResource(ActiveWorkspace workspace, Clock clock) {
    this.workspace = workspace;
    this.clock = clock;
  }

  @POST
  @Path("explain")
  @Consumes(MediaType.APPLICATION_JSON)
  @RunOnVirtualThread
  @Operation(operationId = "explainRoute", summary = "Which rule would win for a text, and why")
  public RouteExplanation explain(
      @RequestBody(
              required = true,
              content = @Content(schema = @Schema(implementation = ExplainRequest.class)))
          String body) {
    String text = text(body);
    if (text == null || text.isBlank()) {
      throw new ProblemException(ProblemCode.EMPTY_TEXT, "Say in text what to find a route for");
    }
    return workspace.plannerAt(clock.instant()).explain(text);
  }

  private static @Nullable String text(String body) {
    try {
      ExplainRequest request = EventJson.mapper().readValue(body, ExplainRequest.class);
      return request == null ? null : request.text();
    } catch (JsonProcessingException e) {
      throw new ProblemException(ProblemCode.MALFORMED_JSON, e.getOriginalMessage());
    }
  }
}
