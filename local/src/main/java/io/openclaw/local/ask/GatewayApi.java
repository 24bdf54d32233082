package io.openclaw.local.ask;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.openclaw.event.EventJson;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;

/** The gateway's HTTP interface, for questions and short words. Each call blocks. */
public final class GatewayApi implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final URI gateway;
  private final String token;
  private final HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build();

  /**
   * Of one stack.
   *
   * @param gateway its address, {@code http://host:port}
   */
  public GatewayApi(URI gateway, String token) {
    this.gateway = requireNonNull(gateway, "gateway is null");
    this.token = requireNonNull(token, "token is null");
  }

  /** What a path answers. */
  public JsonNode get(String path) throws IOException, RefusedException, InterruptedException {
    return send("GET", path, BodyPublishers.noBody());
  }

  /** What a path answers to parameters, of which none is added twice. */
  public JsonNode get(String path, Map<String, String> query)
      throws IOException, RefusedException, InterruptedException {
    String text =
        query.entrySet().stream()
            .map(each -> each.getKey() + "=" + URLEncoder.encode(each.getValue(), UTF_8))
            .collect(Collectors.joining("&"));
    return get(text.isEmpty() ? path : path + "?" + text);
  }

  /** What a path answers to a POST that says nothing more. */
  public JsonNode post(String path) throws IOException, RefusedException, InterruptedException {
    return send("POST", path, BodyPublishers.noBody());
  }

  /** What a path answers to what is posted there. */
  public JsonNode post(String path, ObjectNode body)
      throws IOException, RefusedException, InterruptedException {
    return send("POST", path, BodyPublishers.ofString(body.toString()));
  }

  /** What a path answers to a DELETE. */
  public JsonNode delete(String path) throws IOException, RefusedException, InterruptedException {
    return send("DELETE", path, BodyPublishers.noBody());
  }

  /**
   * What a path answers.
   *
   * @throws RefusedException where the gateway understood the request and says no
   */
  private JsonNode send(String method, String path, BodyPublisher body)
      throws IOException, RefusedException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(gateway.resolve(path))
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/json")
            .timeout(PATIENCE)
            .method(method, body)
            .build();
    HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString(UTF_8));
    JsonNode answer = json(response);
    if (response.statusCode() >= 300) {
      String code = answer.path("code").asText("HTTP_" + response.statusCode());
      throw new RefusedException(code, answer.path("detail").asText(code), false, null);
    }
    return answer;
  }

  @Override
  public void close() {
    http.close();
  }

  private static JsonNode json(HttpResponse<String> response) throws IOException {
    try {
      return EventJson.mapper().readTree(response.body());
    } catch (JsonProcessingException e) {
      throw new IOException("what answers is no gateway: status " + response.statusCode(), e);
    }
  }
}
