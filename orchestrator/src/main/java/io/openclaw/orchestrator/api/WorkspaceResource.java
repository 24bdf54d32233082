package io.openclaw.orchestrator.api;

import io.openclaw.orchestrator.store.Transactions;
import io.openclaw.orchestrator.store.WorkspaceVersions;
import io.openclaw.orchestrator.workspace.ActiveWorkspace;
import io.openclaw.workspace.live.WorkspaceReport;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;

/** The workspace in force, and its versions. */
@Path("/internal/v1/workspace")
@SecurityRequirement(name = OpenApi.INTERNAL_TOKEN)
@Tag(name = "workspace")
public class WorkspaceResource {
  private final ActiveWorkspace workspace;
  private final Transactions transactions;
  private final WorkspaceVersions versions;

  WorkspaceResource(
      ActiveWorkspace workspace, Transactions transactions, WorkspaceVersions versions) {
    this.workspace = workspace;
    this.transactions = transactions;
    this.versions = versions;
  }

  @GET
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "getWorkspace",
      summary = "Which version is in force, and what is wrong with an edit of it")
  public WorkspaceReport get() {
    return WorkspaceReport.of(workspace.state());
  }

  @POST
  @Path("reload")
  @Produces(MediaType.APPLICATION_JSON)
  @RunOnVirtualThread
  @Operation(operationId = "reloadWorkspace", summary = "Read the folder now")
  public WorkspaceReport reload() {
    return WorkspaceReport.of(workspace.refresh(), workspace.state());
  }

  @GET
  @Path("versions/{version}")
  @Produces("application/zip")
  @Operation(
      operationId = "getWorkspaceVersion",
      summary = "What a version consists of, as a ZIP file")
  public Uni<byte[]> version(@RestPath String version) {
    return transactions
        .run(() -> versions.archive(version))
        .onItem()
        .ifNull()
        .failWith(() ->
            new ProblemException(
                ProblemCode.VERSION_NOT_FOUND, "There is no workspace version " + version));
  }
}
