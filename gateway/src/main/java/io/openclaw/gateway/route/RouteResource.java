package io.openclaw.gateway.route;

import io.openclaw.gateway.identity.CurrentCaller;
import io.openclaw.gateway.identity.Scope;
import io.openclaw.gateway.orchestrator.Orchestrator;
import io.openclaw.gateway.problem.ProblemCode;
import io.openclaw.gateway.problem.ProblemException;
import io.openclaw.task.RouteExplanation;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Explains routes without taking them. */
@Path("/v1/routes")
@Tag(name = "Routes", description = "Where a text goes, and why.")
@RunOnVirtualThread
public class RouteResource {
  private final Orchestrator orchestrator;
  private final CurrentCaller caller;

  RouteResource(Orchestrator orchestrator, CurrentCaller caller) {
    this.orchestrator = orchestrator;
    this.caller = caller;
  }

  @POST
  @Path("/explain")
  @Consumes(MediaType.APPLICATION_JSON)
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "explainRoute",
      summary = "Explain a route",
      description = "Which rule would win for a text and which others were tried; no task is made.")
  public RouteExplanation explain(@Nullable Question question) {
    caller.with(Scope.READ);
    if (question == null) {
      throw ProblemException.emptyBody();
    }
    String text = question.text();
    if (text == null || text.isBlank()) {
      throw ProblemException.of(ProblemCode.EMPTY_TEXT, "text: say what is wanted");
    }
    return orchestrator.explain(text);
  }

  /** A text whose route is asked for. */
  @Schema(name = "RouteQuestion")
  public record Question(
      @Schema(required = true, examples = "端到端: 用 workspace/datasets/penguins.csv 训练并上线一个企鹅物种分类模型")
          @Nullable String text) {}
}
