package io.openclaw.gateway.problem;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.eclipse.microprofile.openapi.models.responses.APIResponses;

/**
 * Writes into the OpenAPI document what holds for all operations that need a token: the problems
 * that any of them can have, and the one form of all problems. An operation declares no more than
 * the status and the codes of its own ones. Runs when the gateway is built.
 */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public class ProblemResponses implements OASFilter {
  private static final String FIRST_PROBLEM = "400";

  @Override
  public Operation filterOperation(Operation operation) {
    boolean isOpen = operation.getSecurity() != null && operation.getSecurity().isEmpty();
    if (!isOpen) {
      APIResponses responses = operation.getResponses();
      add(responses, ProblemCode.UNAUTHENTICATED);
      add(responses, ProblemCode.INTERNAL);
      if (operation.getRequestBody() != null) {
        add(responses, ProblemCode.BODY_TOO_LARGE);
        add(responses, ProblemCode.UNSUPPORTED_MEDIA_TYPE);
      }
      responses.getAPIResponses().forEach(ProblemResponses::giveForm);
      responses.setAPIResponses(new TreeMap<>(responses.getAPIResponses()));
    }
    return operation;
  }

  private static void add(APIResponses responses, ProblemCode code) {
    responses.addAPIResponse(
        Integer.toString(code.status()), OASFactory.createAPIResponse().description(code.name()));
  }

  private static void giveForm(String status, APIResponse response) {
    if (status.compareTo(FIRST_PROBLEM) >= 0) {
      response.setContent(content());
    }
  }

  private static Content content() {
    return OASFactory.createContent()
        .addMediaType(
            Problem.MEDIA_TYPE,
            OASFactory.createMediaType().schema(OASFactory.createSchema().ref("Problem")));
  }
}
