package io.openclaw.orchestrator.support;

import io.openclaw.event.EventJson;
import io.openclaw.schedule.ScheduleView;
import io.openclaw.task.HistoryPage;
import io.openclaw.task.RecordedEvent;
import io.openclaw.task.TaskView;
import io.openclaw.workspace.live.WorkspaceReport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The orchestrator's HTTP endpoints, as the gateway uses them. */
public final class Api {
  public static final String TOKEN = "internal-secret";

  private final HttpClient http = HttpClient.newHttpClient();
  private final String base;

  public Api(String base) {
    this.base = base;
  }

  /** Null where the orchestrator knows no such task. */
  public @Nullable TaskView task(UUID id) {
    HttpResponse<String> response = get("/internal/v1/tasks/" + id);
    return response.statusCode() == 404 ? null : read(response, TaskView.class);
  }

  public List<RecordedEvent> events(UUID id) {
    List<RecordedEvent> events = new ArrayList<>();
    Long next = 0L;
    while (next != null) {
      HistoryPage page = get("/tasks/%s/history?after=%d".formatted(id, next), HistoryPage.class);
      events.addAll(page.events());
      next = page.next();
    }
    return events;
  }

  public WorkspaceReport workspace() {
    return read(get("/internal/v1/workspace"), WorkspaceReport.class);
  }

  public List<ScheduleView> schedules() {
    return List.of(read(get("/internal/v1/schedules"), ScheduleView[].class));
  }

  /** What a path answers, below the internal interface; anything but 200 is an error. */
  public <T> T get(String path, Class<T> type) {
    return read(get("/internal/v1" + path), type);
  }

  /** What a path answers, however it ends. */
  public HttpResponse<String> ask(String method, String path) {
    return send(
        HttpRequest.newBuilder(URI.create(base + "/internal/v1" + path))
            .header("Authorization", "Bearer " + TOKEN)
            .method(method, HttpRequest.BodyPublishers.noBody()));
  }

  /** The same with a body of JSON. */
  public HttpResponse<String> post(String path, String body) {
    return send(
        HttpRequest.newBuilder(URI.create(base + "/internal/v1" + path))
            .header("Authorization", "Bearer " + TOKEN)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  public String metrics() {
    return get("/q/metrics").body();
  }

  public boolean isReady() {
    try {
      return send(HttpRequest.newBuilder(URI.create(base + "/q/health/ready"))).statusCode() == 200;
    } catch (UncheckedIOException _) {
      return false;
    }
  }

  private HttpResponse<String> get(String path) {
    return send(
        HttpRequest.newBuilder(URI.create(base + path)).header("Authorization", "Bearer " + TOKEN));
  }

  private HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static <T> T read(HttpResponse<String> response, Class<T> type) {
    try {
      if (response.statusCode() != 200) {
        throw new AssertionError(response.statusCode() + ": " + response.body());
      }
      return EventJson.mapper().readValue(response.body(), type);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
