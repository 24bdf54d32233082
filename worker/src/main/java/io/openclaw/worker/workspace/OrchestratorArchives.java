package io.openclaw.worker.workspace;

import io.openclaw.event.EventJson;
import io.openclaw.workspace.WorkspaceContent;
import io.openclaw.workspace.live.WorkspaceArchive;
import io.openclaw.workspace.live.WorkspaceReport;
import io.openclaw.workspace.live.WorkspaceSnapshots;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The versions that the orchestrator has stored. */
final class OrchestratorArchives implements WorkspaceSnapshots.Source {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final URI orchestrator;
  private final String token;
  private final HttpClient http =
      HttpClient.newBuilder()
          .connectTimeout(PATIENCE)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();

  OrchestratorArchives(URI orchestrator, String token) {
    this.orchestrator = orchestrator;
    this.token = token;
  }

  @Override
  public @Nullable WorkspaceContent find(String version) throws IOException, InterruptedException {
    byte[] archive = get("/versions/" + version);
    return archive == null ? null : WorkspaceArchive.unpack(archive);
  }

  /**
   * The version that is in force now.
   *
   * @throws IOException where that cannot be found out now
   */
  WorkspaceContent inForce() throws IOException, InterruptedException {
    byte[] report = get("");
    WorkspaceContent content =
        report == null
            ? null
            : find(EventJson.mapper().readValue(report, WorkspaceReport.class).version());
    if (content == null) {
      throw new IOException("the orchestrator does not tell which version is in force");
    }
    return content;
  }

  private byte @Nullable [] get(String path) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(orchestrator.resolve("/internal/v1/workspace" + path))
            .header("Authorization", "Bearer " + token)
            .timeout(PATIENCE)
            .build();
    HttpResponse<byte[]> response = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
    return switch (response.statusCode()) {
      case 200 -> response.body();
      case 404 -> null;
      default ->
          throw new IOException("the orchestrator answers with status " + response.statusCode());
    };
  }
}
