package io.openclaw.orchestrator.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.openclaw.event.EventJson;
import io.openclaw.inbox.Letter;
import io.openclaw.inbox.Post;
import io.openclaw.inbox.Reading;
import io.openclaw.inbox.Receipt;
import io.openclaw.orchestrator.start.OrchestratorConfig;
import io.openclaw.orchestrator.store.AgentMessages;
import io.openclaw.orchestrator.store.AgentMessages.Filed;
import io.openclaw.orchestrator.store.Transactions;
import io.openclaw.orchestrator.workspace.ActiveWorkspace;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The agents' inboxes, as the workers use them on behalf of agents. */
@Path("/internal/v1/inbox")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@SecurityRequirement(name = OpenApi.INTERNAL_TOKEN)
@Tag(name = "inbox")
public class InboxResource {
  private final ActiveWorkspace workspace;
  private final Transactions transactions;
  private final AgentMessages messages;
  private final int most;

  InboxResource(
      ActiveWorkspace workspace,
      Transactions transactions,
      AgentMessages messages,
      OrchestratorConfig config) {
    this.workspace = workspace;
    this.transactions = transactions;
    this.messages = messages;
    this.most = config.inbox().mostUnread();
  }

  @POST
  @Path("messages")
  @Operation(operationId = "sendMessage", summary = "Put a message into an agent's inbox, once")
  public Uni<Receipt> send(
      @RequestBody(
              required = true,
              content = @Content(schema = @Schema(implementation = Letter.class)))
          String body) {
    Letter letter = read(body, Letter.class);
    check(letter);
    UUID id = id(letter);
    return transactions
        .run(() -> messages.add(id, letter, most))
        .map(filed -> receipt(id, letter, filed));
  }

  @POST
  @Path("readings")
  @Operation(operationId = "readMessages", summary = "Take an agent's unread messages")
  public Uni<Post> read(
      @RequestBody(
              required = true,
              content = @Content(schema = @Schema(implementation = Reading.class)))
          String body) {
    Reading reading = read(body, Reading.class);
    Fields.within("limit", reading.limit(), 1, Reading.MOST);
    Fields.within("attempt", reading.attempt(), 1, Integer.MAX_VALUE);
    return transactions.run(() ->
        messages
            .read(reading)
            .chain(read ->
                messages
                    .unread(reading.tenant(), reading.agent())
                    .map(left -> new Post(read, left))));
  }

  private void check(Letter letter) {
    Fields.within("subject.length", letter.subject().length(), 1, Letter.LONGEST_SUBJECT);
    Fields.within("text.length", letter.text().length(), 1, Letter.LONGEST_TEXT);
    Fields.storable("subject", letter.subject());
    Fields.storable("text", letter.text());
    Set<String> agents = workspace.state().loaded().workspace().agents().keySet();
    if (!agents.contains(letter.recipient())) {
      throw new ProblemException(
          ProblemCode.AGENT_UNKNOWN,
          "There is no agent %s; there are %s"
              .formatted(letter.recipient(), String.join(", ", agents)));
    }
  }

  private Receipt receipt(UUID id, Letter letter, Filed filed) {
    if (!filed.kept()) {
      throw new ProblemException(
          ProblemCode.INBOX_FULL,
          "%s has %d messages that it has not read, and takes no more until it reads them"
              .formatted(letter.recipient(), filed.unread()));
    }
    return new Receipt(id, filed.unread());
  }

  /** The same for the same message of the same step. No part can look like another's end. */
  private static UUID id(Letter letter) {
    StringBuilder all = new StringBuilder();
    for (String part :
        new String[] {
          letter.tenant(), letter.key(), letter.recipient(), letter.subject(), letter.text()
        }) {
      all.append(part.length()).append(':').append(part);
    }
    return UUID.nameUUIDFromBytes(all.toString().getBytes(UTF_8));
  }

  private static <T> T read(String body, Class<T> type) {
    try {
      T request = EventJson.mapper().readValue(body, type);
      if (request == null) {
        throw new ProblemException(ProblemCode.MALFORMED_JSON, "The body says nothing");
      }
      return request;
    } catch (JsonProcessingException e) {
      throw new ProblemException(ProblemCode.MALFORMED_JSON, e.getOriginalMessage());
    }
  }
}
