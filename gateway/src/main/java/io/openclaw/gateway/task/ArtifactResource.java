package io.openclaw.gateway.task;

import io.openclaw.artifact.ArtifactStore;
import io.openclaw.event.Artifact;
import io.openclaw.gateway.identity.CurrentCaller;
import io.openclaw.gateway.identity.Scope;
import io.openclaw.gateway.problem.ProblemCode;
import io.openclaw.gateway.problem.ProblemException;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The files that a task's steps have made. */
@Path("/v1/tasks")
@Tag(name = "Tasks")
@RunOnVirtualThread
public class ArtifactResource {
  private static final String NAME = "[A-Za-z0-9!#$&^_.+-]+";
  private static final String QUOTED = "\"[ !#-\\[\\]-~]*\"";
  private static final Pattern MEDIA_TYPE =
      Pattern.compile(NAME + "/" + NAME + "( *; *" + NAME + "=(" + NAME + "|" + QUOTED + "))*");

  private final Tasks tasks;
  private final Artifacts artifacts;
  private final CurrentCaller caller;

  ArtifactResource(Tasks tasks, Artifacts artifacts, CurrentCaller caller) {
    this.tasks = tasks;
    this.artifacts = artifacts;
    this.caller = caller;
  }

  @GET
  @Path("/{id}/artifacts/{stepId}/{agentId}/{attempt}/{name}")
  @Operation(
      operationId = "getArtifact",
      summary = "Download a file that a step has made",
      description =
          "The path is the artifact's `uri` in the task, without `artifact:` and with"
              + " `/artifacts` after the task's id.")
  @APIResponse(
      responseCode = "200",
      description = "The file, with its media type and its SHA-256 as ETag.",
      content =
          @Content(
              mediaType = "application/octet-stream",
              schema = @Schema(type = SchemaType.STRING, format = "binary")))
  @APIResponse(responseCode = "404", description = "TASK_NOT_FOUND or ARTIFACT_NOT_FOUND")
  @APIResponse(responseCode = "503", description = "UNAVAILABLE")
  public Response get(
      @PathParam("id") String id,
      @Parameter(example = "step-3") @PathParam("stepId") String stepId,
      @Parameter(example = "agent-ai-001") @PathParam("agentId") String agentId,
      @Parameter(example = "1") @PathParam("attempt") String attempt,
      @Parameter(example = "model.json") @PathParam("name") String name)
      throws IOException {
    UUID task = TaskIds.parse(id);
    String path = String.join("/", task.toString(), stepId, agentId, attempt, name);
    Artifact artifact =
        tasks
            .find(caller.with(Scope.READ), task)
            .flatMap(view -> Artifacts.listed(view, "artifact:" + path))
            .orElseThrow(() -> notFound(path, "the task lists no such file"));
    ArtifactStore.Content content =
        artifacts
            .open(artifact)
            .orElseThrow(() -> notFound(path, "the file is not in the store any more"));
    return Response.ok(content.stream(), mediaType(artifact))
        .header(HttpHeaders.CONTENT_LENGTH, content.size())
        .tag(new EntityTag(artifact.sha256()))
        .header(HttpHeaders.CONTENT_DISPOSITION, attachment(artifact.name()))
        // What a skill wrote must never run as a page of this host.
        .header("X-Content-Type-Options", "nosniff")
        .header("Content-Security-Policy", "sandbox; default-src 'none'")
        .build();
  }

  /** Skills may say anything, and what is no media type must not keep their files from anybody. */
  private static String mediaType(Artifact artifact) {
    return MEDIA_TYPE.matcher(artifact.mediaType()).matches()
        ? artifact.mediaType()
        : MediaType.APPLICATION_OCTET_STREAM;
  }

  private static ProblemException notFound(String path, String why) {
    return ProblemException.of(ProblemCode.ARTIFACT_NOT_FOUND, "no artifact " + path + ": " + why);
  }

  private static String attachment(String name) {
    String encoded = URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    return "attachment; filename*=UTF-8''" + encoded;
  }
}
