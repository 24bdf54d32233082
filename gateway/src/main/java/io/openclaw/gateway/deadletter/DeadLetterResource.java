package io.openclaw.gateway.deadletter;

import io.openclaw.deadletter.DeadLetter;
import io.openclaw.deadletter.DeadLetterPage;
import io.openclaw.deadletter.DeadLetterSummary;
import io.openclaw.gateway.identity.Caller;
import io.openclaw.gateway.identity.CurrentCaller;
import io.openclaw.gateway.identity.Scope;
import io.openclaw.gateway.orchestrator.DeadLetters;
import io.openclaw.gateway.problem.ProblemCode;
import io.openclaw.gateway.problem.ProblemException;
import io.openclaw.gateway.task.ListQuery;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.logging.Logger;

/** Dead letters are of all tenants, so all of it is for administrators alone. */
@Path("/v1/dead-letters")
@Produces(MediaType.APPLICATION_JSON)
@Tag(
    name = "Dead letters",
    description = "Messages that nothing could be made of; with the scope operator.admin.")
@RunOnVirtualThread
public class DeadLetterResource {
  private static final Logger LOG = Logger.getLogger(DeadLetterResource.class);
  private static final String EXAMPLE =
      """
      {"id": 17, "state": "OPEN", "topic": "openclaw.tasks", "partition": 2, "offset": 41,
       "reason": "no TaskCommand: Unexpected end-of-input",
       "key": "0199f3c2-6d0a-7c11-9d5e-2f6b8c1a4e57", "size": 181, "complete": true,
       "at": "2026-11-22T10:00:00Z"}\
      """;

  private final DeadLetters letters;
  private final CurrentCaller caller;

  DeadLetterResource(DeadLetters letters, CurrentCaller caller) {
    this.letters = letters;
    this.caller = caller;
  }

  @GET
  @Operation(
      operationId = "listDeadLetters",
      summary = "List dead letters",
      description =
          """
          Newest first, without their content. `next`, where it is there, is the `cursor` of the \
          next part.

          `curl -H "Authorization: Bearer $TOKEN" 'http://127.0.0.1:8080/v1/dead-letters?state=open'`\
          """)
  @Parameter(
      name = "topic",
      in = ParameterIn.QUERY,
      description = "Only messages that came from this topic.",
      example = "openclaw.tasks",
      schema = @Schema(type = SchemaType.STRING))
  @Parameter(
      name = "state",
      in = ParameterIn.QUERY,
      description = "OPEN, REPLAYED or DROPPED.",
      example = "open",
      schema = @Schema(type = SchemaType.STRING))
  @Parameter(
      name = "limit",
      in = ParameterIn.QUERY,
      description = "1 to 200; 50 without it.",
      schema = @Schema(type = SchemaType.INTEGER))
  @Parameter(
      name = "cursor",
      in = ParameterIn.QUERY,
      description = "`next` of the part before, as it is.",
      schema = @Schema(type = SchemaType.STRING))
  @APIResponse(
      responseCode = "200",
      description = "A part of the list.",
      content =
          @Content(
              schema = @Schema(implementation = DeadLetterPage.class),
              examples = @ExampleObject(name = "One", value = "{\"letters\": [" + EXAMPLE + "]}")))
  @APIResponse(responseCode = "400", description = "INVALID_FIELD")
  @APIResponse(responseCode = "403", description = "FORBIDDEN")
  @APIResponse(responseCode = "503", description = "UNAVAILABLE")
  public DeadLetterPage list(@Context UriInfo uri) {
    caller.with(Scope.ADMIN);
    return letters.page(ListQuery.of(uri, List.of("topic", "state", "limit", "cursor")));
  }

  @GET
  @Path("/{id}")
  @Operation(
      operationId = "getDeadLetter",
      summary = "Look at a dead letter",
      description =
          """
          With its headers and its value, as `text` where they are UTF-8, else as `base64`.

          `curl -H "Authorization: Bearer $TOKEN" http://127.0.0.1:8080/v1/dead-letters/17`\
          """)
  @APIResponse(
      responseCode = "200",
      description = "The letter.",
      content =
          @Content(
              schema = @Schema(implementation = DeadLetter.class),
              examples =
                  @ExampleObject(
                      name = "Half a message",
                      value =
                          "{\"letter\": "
                              + EXAMPLE
                              + ", \"headers\": [{\"name\": \"ce_id\", \"value\": {\"text\":"
                              + " \"7\"}}], \"value\": {\"text\": \"{\\\"type\\\":\"}}")))
  @APIResponse(responseCode = "403", description = "FORBIDDEN")
  @APIResponse(responseCode = "404", description = "DEAD_LETTER_NOT_FOUND")
  @APIResponse(responseCode = "503", description = "UNAVAILABLE")
  public DeadLetter get(@Parameter(description = "Its number.") @PathParam("id") String id) {
    caller.with(Scope.ADMIN);
    return letters.get(checked(id));
  }

  @POST
  @Path("/{id}/replay")
  @Operation(
      operationId = "replayDeadLetter",
      summary = "Send a message to its topic again",
      description =
          """
          As it came, with its own message id, so that whoever has dealt with it meanwhile drops it. \
          Answers once that is stored; then it is sent, whatever dies. A message that fails again is \
          another dead letter.

          `curl -X POST -H "Authorization: Bearer $TOKEN" \
          http://127.0.0.1:8080/v1/dead-letters/17/replay`\
          """)
  @APIResponse(
      responseCode = "202",
      description = "It is sent, now or soon; `sentAt` says when Kafka has it.",
      content = @Content(schema = @Schema(implementation = DeadLetterSummary.class)))
  @APIResponse(responseCode = "403", description = "FORBIDDEN")
  @APIResponse(responseCode = "404", description = "DEAD_LETTER_NOT_FOUND")
  @APIResponse(
      responseCode = "409",
      description = "DEAD_LETTER_IS_CLOSED or DEAD_LETTER_NOT_REPLAYABLE")
  @APIResponse(responseCode = "503", description = "UNAVAILABLE")
  public Response replay(@Parameter(description = "Its number.") @PathParam("id") String id) {
    Caller may = caller.with(Scope.ADMIN);
    DeadLetterSummary letter = letters.replay(checked(id));
    LOG.infof("dead letter replayed id=%s tenant=%s", id, may.tenant());
    return Response.accepted(letter).build();
  }

  @DELETE
  @Path("/{id}")
  @Operation(
      operationId = "dropDeadLetter",
      summary = "Drop a dead letter",
      description =
          """
          Deletes its content; that there was one, and why, stays until retention takes it.

          `curl -X DELETE -H "Authorization: Bearer $TOKEN" \
          http://127.0.0.1:8080/v1/dead-letters/17`\
          """)
  @APIResponse(
      responseCode = "200",
      description = "It is dropped.",
      content = @Content(schema = @Schema(implementation = DeadLetterSummary.class)))
  @APIResponse(responseCode = "403", description = "FORBIDDEN")
  @APIResponse(responseCode = "404", description = "DEAD_LETTER_NOT_FOUND")
  @APIResponse(responseCode = "409", description = "DEAD_LETTER_IS_CLOSED")
  @APIResponse(responseCode = "503", description = "UNAVAILABLE")
  public DeadLetterSummary drop(
      @Parameter(description = "Its number.") @PathParam("id") String id) {
    Caller may = caller.with(Scope.ADMIN);
    DeadLetterSummary letter = letters.drop(checked(id));
    LOG.infof("dead letter dropped id=%s tenant=%s", id, may.tenant());
    return letter;
  }

  /** It becomes part of another address. */
  private static String checked(String id) {
    if (!id.matches("\\d{1,18}")) {
      throw ProblemException.of(ProblemCode.DEAD_LETTER_NOT_FOUND, "no dead letter " + id);
    }
    return id;
  }
}
