package io.openclaw.orchestrator.api;

import io.openclaw.orchestrator.schedule.ScheduleProgress;
import io.openclaw.orchestrator.store.Transactions;
import io.openclaw.schedule.ScheduleView;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The schedules, and how far they have come. */
@Path("/internal/v1/schedules")
@Produces(MediaType.APPLICATION_JSON)
@SecurityRequirement(name = OpenApi.INTERNAL_TOKEN)
@Tag(name = "schedules")
public class ScheduleResource {
  private final Transactions transactions;
  private final ScheduleProgress progress;

  ScheduleResource(Transactions transactions, ScheduleProgress progress) {
    this.transactions = transactions;
    this.progress = progress;
  }

  @GET
  @Operation(
      operationId = "listSchedules",
      summary = "The schedules of all tenants, in the workspace's order")
  public Uni<List<ScheduleView>> list() {
    return transactions.run(progress::views);
  }
}
