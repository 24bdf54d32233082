package io.openclaw.local.ask;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.openclaw.event.EventJson;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Decides about tasks that run, over the gateway's HTTP interface. Each call blocks. */
public final class Decisions {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final URI gateway;
  private final String token;

  /**
   * Of one stack.
   *
   * @param gateway its address, {@code http://host:port}
   */
  public Decisions(URI gateway, String token) {
    this.gateway = requireNonNull(gateway, "gateway is null");
    this.token = requireNonNull(token, "token is null");
  }

  /**
   * Ends a task.
   *
   * @throws RefusedException where there is no such task, or nothing to end
   */
  public void cancel(UUID task, @Nullable String reason)
      throws IOException, RefusedException, InterruptedException {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("reason", reason);
    post("/v1/tasks/" + task + "/cancel", body);
  }

  /**
   * Agrees to a step that waits for that, or denies it.
   *
   * @throws RefusedException where there is no such task, or the step does not wait
   */
  public void resolve(UUID task, String step, boolean approved, @Nullable String note)
      throws IOException, RefusedException, InterruptedException {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("step", step).put("approved", approved).put("note", note);
    post("/v1/tasks/" + task + "/approvals", body);
  }

  private void post(String path, ObjectNode body)
      throws IOException, RefusedException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(gateway.resolve(path))
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/json")
            .timeout(PATIENCE)
            .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
            .build();
    try (HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build()) {
      HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
      if (response.statusCode() >= 300) {
        throw refusal(response);
      }
    }
  }

  static RefusedException refusal(HttpResponse<String> response) throws IOException {
    JsonNode problem = EventJson.mapper().readTree(response.body());
    String code = problem.path("code").asText("HTTP_" + response.statusCode());
    return new RefusedException(code, problem.path("detail").asText(code), false, null);
  }
}
