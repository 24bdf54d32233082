package io.openclaw.gateway.health;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.smallrye.health.SmallRyeHealth;
import io.smallrye.health.SmallRyeHealthReporter;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirements;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/**
 * Health on the main port, where the Gateway protocol's clients look for it. It says up or down and
 * no more, since anybody may ask; the management port has the details.
 */
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Health", description = "Open to everybody.")
@SecurityRequirements
@RunOnVirtualThread
public class HealthResource {
  private static final int UNAVAILABLE = 503;

  private final SmallRyeHealthReporter reporter;

  HealthResource(SmallRyeHealthReporter reporter) {
    this.reporter = reporter;
  }

  @GET
  @Path("/healthz")
  @Operation(operationId = "isLive", summary = "Does the process live?")
  public Response live() {
    return answer(reporter.getLiveness());
  }

  @GET
  @Path("/readyz")
  @Operation(
      operationId = "isReady",
      summary = "Is it ready for tasks?",
      description = "503 until the gateway has reached Kafka once.")
  public Response ready() {
    return answer(reporter.getReadiness());
  }

  private static Response answer(SmallRyeHealth health) {
    return health.isDown()
        ? Response.status(UNAVAILABLE).entity(new Status("DOWN")).build()
        : Response.ok(new Status("UP")).build();
  }

  /** Up or down. */
  @RegisterForReflection
  public record Status(String status) {}
}
