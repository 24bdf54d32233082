package io.openclaw.orchestrator.api;

import io.openclaw.orchestrator.store.ApprovalQueries;
import io.openclaw.orchestrator.store.ApprovalQueries.Position;
import io.openclaw.orchestrator.store.Slice;
import io.openclaw.orchestrator.store.Transactions;
import io.openclaw.task.ApprovalPage;
import io.openclaw.task.PendingApproval;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Steps that wait for a person's word. */
@Path("/internal/v1/approvals")
@Produces(MediaType.APPLICATION_JSON)
@SecurityRequirement(name = OpenApi.INTERNAL_TOKEN)
@Tag(name = "tasks")
public class ApprovalListResource {
  private static final String LIST = "approvals";
  private static final int USUAL = 50;
  private static final int MOST = 200;

  private final Transactions transactions;
  private final ApprovalQueries queries;

  ApprovalListResource(Transactions transactions, ApprovalQueries queries) {
    this.transactions = transactions;
    this.queries = queries;
  }

  @GET
  @Operation(
      operationId = "listApprovals",
      summary = "The steps of a tenant's tasks that wait for approval, oldest first")
  public Uni<ApprovalPage> list(
      @RestQuery @Nullable String tenant,
      @RestQuery @Nullable String limit,
      @RestQuery @Nullable String cursor) {
    String whose = Fields.text("tenant", tenant);
    if (whose == null) {
      throw Fields.wrong("tenant", "is missing");
    }
    int most = Fields.limit(limit, USUAL, MOST);
    Position after = Cursor.read(LIST, 3, cursor, ApprovalListResource::position);
    return transactions.run(() -> queries.page(whose, after, most)).map(ApprovalListResource::page);
  }

  private static ApprovalPage page(Slice<PendingApproval, Position> slice) {
    Position next = slice.next();
    return new ApprovalPage(
        slice.items(),
        next == null ? null : Cursor.write(LIST, next.since(), next.taskId(), next.step()));
  }

  private static Position position(List<String> parts) {
    return new Position(
        Fields.time("cursor", parts.get(0)), UUID.fromString(parts.get(1)), parts.get(2));
  }
}
