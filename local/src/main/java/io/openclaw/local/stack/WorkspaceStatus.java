package io.openclaw.local.stack;

import io.openclaw.event.EventJson;
import io.openclaw.local.terminal.Durations;
import io.openclaw.workspace.WorkspaceProblem;
import io.openclaw.workspace.live.WorkspaceReport;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Which version of the workspace a running stack works by; asks its gateway. */
public final class WorkspaceStatus {
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private final URI gateway;
  private final String token;

  /**
   * Of one stack.
   *
   * @param gateway its address, {@code http://host:port}
   */
  public WorkspaceStatus(URI gateway, String token) {
    this.gateway = gateway;
    this.token = token;
  }

  /** Lines for people; why there is nothing to tell where the gateway does not answer. */
  public List<String> lines() throws InterruptedException {
    try {
      return lines(ask());
    } catch (IOException e) {
      return List.of("version    unknown: the gateway does not tell (" + e.getMessage() + ")");
    }
  }

  private static List<String> lines(WorkspaceReport report) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "version    %s, in force for %s"
            .formatted(
                report.version(), Durations.show(Duration.between(report.since(), Instant.now()))));
    if (!report.problems().isEmpty()) {
      lines.add("           the edit since then is not in force, as it is not sound:");
      for (WorkspaceProblem problem : report.problems()) {
        lines.add("           " + problem);
      }
    }
    return lines;
  }

  private WorkspaceReport ask() throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(gateway.resolve("/v1/workspace"))
            .header("Authorization", "Bearer " + token)
            .timeout(PATIENCE)
            .build();
    try (HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build()) {
      HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
      if (response.statusCode() != 200) {
        throw new IOException("status " + response.statusCode());
      }
      return EventJson.mapper().readValue(response.body(), WorkspaceReport.class);
    }
  }
}
