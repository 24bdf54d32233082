package io.openclaw.gateway.route;

import io.openclaw.gateway.identity.CurrentCaller;
import io.openclaw.gateway.identity.Scope;
import io.openclaw.gateway.orchestrator.ActiveWorkspace;
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
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Explains routes without taking them. */
@Path("/v1/routes")
@Tag(name = "Routes", description = "Where a text goes, and why.")
@RunOnVirtualThread
public class RouteResource {
  private final ActiveWorkspace workspace;
  private final CurrentCaller caller;

  RouteResource(ActiveWorkspace workspace, CurrentCaller caller) {
    this.workspace = workspace;
    this.caller = caller;
  }

  @POST
  @Path("/explain")
  @Consumes(MediaType.APPLICATION_JSON)
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "explainRoute",
      summary = "Explain a route",
      description = "Which rule would win for a text, and why each other lost; no task is made.")
  @APIResponse(
      responseCode = "200",
      description =
          """
          `route`: where the text would go. Where there is none, `cause` says why in its place. \
          `considered`: all rules in the order in which they are tried. `outcome` says what became \
          of each (WON, LOST_TO_PRIORITY, LOST_TO_FILE_ORDER, NO_SKILL_FITS or NO_MATCH) and \
          `reason` says it for a person; `found` is what it matched. `handlers` are those that a \
          rule for a shared skill chose from, best first, with the words that each looks for.\
          """,
      content =
          @Content(
              schema = @Schema(implementation = RouteExplanation.class),
              examples = {
                @ExampleObject(
                    name = "A rule fits",
                    value =
                        """
                        {"route": {"rule": "ml_model_training", "kind": "AGENT",
                                   "target": "agent-ai-001",
                                   "reason": "matched «训练» in rule ml_model_training (priority \
                        10); also matched: default_shared_skills (1)"},
                         "considered": [
                           {"rule": "ml_model_training", "priority": 10, "matched": true,
                            "outcome": "WON", "reason": "matched «训练»", "found": "训练",
                            "kind": "AGENT", "target": "agent-ai-001", "handlers": []},
                           {"rule": "default_shared_skills", "priority": 1, "matched": true,
                            "outcome": "LOST_TO_PRIORITY",
                            "reason": "matched «帮我训练», but ml_model_training has priority 10, \
                        over 1",
                            "found": "帮我训练", "kind": "SKILL",
                            "handlers": [{"handler": "shared/data-analysis:profile",
                                          "words": []}]}]}\
                        """),
                @ExampleObject(
                    name = "No rule fits",
                    value =
                        """
                        {"cause": {"code": "NO_RULE_MATCHES",
                                   "message": "None of the 1 routing rules matches this text",
                                   "retryable": false},
                         "considered": [
                           {"rule": "ml_model_training", "priority": 10, "matched": false,
                            "outcome": "NO_MATCH", "reason": "its pattern is not in the text",
                            "kind": "AGENT", "target": "agent-ai-001", "handlers": []}]}\
                        """)
              }))
  @APIResponse(responseCode = "400", description = "EMPTY_TEXT, MALFORMED_JSON or INVALID_FIELD")
  @APIResponse(responseCode = "503", description = "UNAVAILABLE")
  public RouteExplanation explain(@Nullable Question question) {
    caller.with(Scope.READ);
    if (question == null) {
      throw ProblemException.emptyBody();
    }
    String text = question.text();
    if (text == null || text.isBlank()) {
      throw ProblemException.of(ProblemCode.EMPTY_TEXT, "text: say what is wanted");
    }
    return workspace.explain(text);
  }

  /** A text whose route is asked for. */
  @Schema(name = "RouteQuestion")
  public record Question(
      @Schema(required = true, examples = "端到端: 用 workspace/datasets/penguins.csv 训练并上线一个企鹅物种分类模型")
          @Nullable String text) {}
}
