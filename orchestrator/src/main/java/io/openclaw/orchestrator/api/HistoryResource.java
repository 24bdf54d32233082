package io.openclaw.orchestrator.api;

import io.openclaw.orchestrator.store.Slice;
import io.openclaw.orchestrator.store.TaskQueries;
import io.openclaw.orchestrator.store.Transactions;
import io.openclaw.task.HistoryPage;
import io.openclaw.task.RecordedEvent;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** What is recorded of a task, part by part. */
@Path("/internal/v1/tasks/{id}/history")
@Produces(MediaType.APPLICATION_JSON)
@SecurityRequirement(name = OpenApi.INTERNAL_TOKEN)
@Tag(name = "tasks")
public class HistoryResource {
  private static final int USUAL = 200;
  private static final int MOST = 1000;

  private final Transactions transactions;
  private final TaskQueries queries;

  HistoryResource(Transactions transactions, TaskQueries queries) {
    this.transactions = transactions;
    this.queries = queries;
  }

  @GET
  @Operation(
      operationId = "getTaskHistory",
      summary = "A task's events behind the one of that number, in order, no more than limit")
  public Uni<HistoryPage> history(
      @RestPath String id,
      @RestQuery @DefaultValue("0") String after,
      @RestQuery @Nullable String limit) {
    UUID task = uuid(id);
    long seq = Fields.number("after", after);
    int most = Fields.limit(limit, USUAL, MOST);
    return transactions
        .run(() -> queries.history(task, seq, most))
        .map(found -> page(found.orElseThrow(() -> notFound(id))));
  }

  private static HistoryPage page(Slice<RecordedEvent, Long> slice) {
    return new HistoryPage(slice.items(), slice.next());
  }

  private static UUID uuid(String id) {
    try {
      return UUID.fromString(id);
    } catch (IllegalArgumentException _) {
      throw notFound(id);
    }
  }

  private static ProblemException notFound(String id) {
    return new ProblemException(ProblemCode.TASK_NOT_FOUND, "There is no task " + id);
  }
}
