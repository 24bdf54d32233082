package io.openclaw.orchestrator.api;

import io.openclaw.deadletter.DeadLetter;
import io.openclaw.deadletter.DeadLetterPage;
import io.openclaw.deadletter.DeadLetterState;
import io.openclaw.deadletter.DeadLetterSummary;
import io.openclaw.orchestrator.deadletter.DeadLetterDesk;
import io.openclaw.orchestrator.deadletter.Ruling;
import io.openclaw.orchestrator.store.DeadLetterRow;
import io.openclaw.orchestrator.store.DeadLetterStore;
import io.openclaw.orchestrator.store.Slice;
import io.openclaw.orchestrator.store.Transactions;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Messages that nothing could be made of, of all tenants. */
@Path("/internal/v1/dead-letters")
@Produces(MediaType.APPLICATION_JSON)
@SecurityRequirement(name = OpenApi.INTERNAL_TOKEN)
@Tag(name = "dead letters")
public class DeadLetterResource {
  private static final String LIST = "dead-letters";
  private static final int USUAL = 50;
  private static final int MOST = 200;

  private final Transactions transactions;
  private final DeadLetterStore store;
  private final DeadLetterDesk desk;

  DeadLetterResource(Transactions transactions, DeadLetterStore store, DeadLetterDesk desk) {
    this.transactions = transactions;
    this.store = store;
    this.desk = desk;
  }

  @GET
  @Operation(operationId = "listDeadLetters", summary = "Dead letters, newest first, part by part")
  public Uni<DeadLetterPage> list(
      @RestQuery @Nullable String topic,
      @RestQuery @Nullable String state,
      @RestQuery @Nullable String limit,
      @RestQuery @Nullable String cursor) {
    String from = Fields.text("topic", topic);
    String named = Fields.text("state", state);
    DeadLetterState wanted =
        named == null ? null : Fields.word("state", named, List.of(DeadLetterState.values()));
    int most = Fields.limit(limit, USUAL, MOST);
    Long before = Cursor.read(LIST, 1, cursor, parts -> Long.valueOf(parts.getFirst()));
    return transactions
        .run(() -> store.page(wanted, from, before, most))
        .map(DeadLetterResource::page);
  }

  @GET
  @Path("{id}")
  @Operation(operationId = "getDeadLetter", summary = "A dead letter with its content")
  public Uni<DeadLetter> get(@RestPath String id) {
    long number = number(id);
    return transactions
        .run(() -> store.find(number))
        .map(letter -> DeadLetterViews.whole(found(letter, id)));
  }

  @POST
  @Path("{id}/replay")
  @Operation(
      operationId = "replayDeadLetter",
      summary = "Send a message to its topic again, as it came")
  public Uni<DeadLetterSummary> replay(@RestPath String id) {
    return desk.replay(number(id)).map(ruling -> answer(ruling, id));
  }

  @DELETE
  @Path("{id}")
  @Operation(operationId = "dropDeadLetter", summary = "Delete the content of a dead letter")
  public Uni<DeadLetterSummary> drop(@RestPath String id) {
    return desk.drop(number(id)).map(ruling -> answer(ruling, id));
  }

  private static DeadLetterPage page(Slice<DeadLetterRow, Long> slice) {
    Long next = slice.next();
    return new DeadLetterPage(
        slice.items().stream().map(DeadLetterViews::summary).toList(),
        next == null ? null : Cursor.write(LIST, next));
  }

  private static DeadLetterSummary answer(Ruling ruling, String id) {
    return switch (ruling) {
      case Ruling.Done(DeadLetterRow letter) -> DeadLetterViews.summary(letter);
      case Ruling.Unknown() -> throw notFound(id);
      case Ruling.Closed(DeadLetterState state) ->
          throw new ProblemException(
              ProblemCode.DEAD_LETTER_IS_CLOSED,
              "Dead letter %s is %s already".formatted(id, state.name().toLowerCase(Locale.ROOT)));
      case Ruling.Unsendable(String reason) ->
          throw new ProblemException(
              ProblemCode.DEAD_LETTER_NOT_REPLAYABLE,
              "Dead letter " + id + " cannot be replayed: " + reason);
    };
  }

  private static DeadLetterRow found(@Nullable DeadLetterRow letter, String id) {
    if (letter == null) {
      throw notFound(id);
    }
    return letter;
  }

  private static long number(String id) {
    if (!id.matches("\\d{1,18}")) {
      throw notFound(id);
    }
    return Long.parseLong(id);
  }

  private static ProblemException notFound(String id) {
    return new ProblemException(ProblemCode.DEAD_LETTER_NOT_FOUND, "There is no dead letter " + id);
  }
}
