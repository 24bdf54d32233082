package io.openclaw.local.ask;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.openclaw.event.EventJson;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
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
    return ask("GET", path);
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

  /**
   * What a path answers to a method without a body.
   *
   * @throws RefusedException where the gateway understood the request and says no
   */
  public JsonNode ask(String method, String path)
      throws IOException, RefusedException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(gateway.resolve(path))
            .header("Authorization", "Bearer " + token)
            .timeout(PATIENCE)
            .method(method, BodyPublishers.noBody())
            .build();
    HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString(UTF_8));
    JsonNode body = json(response);
    if (response.statusCode() >= 300) {
      String code = body.path("code").asText("HTTP_" + response.statusCode());
      throw new RefusedException(code, body.path("detail").asText(code), false, null);
    }
    return body;
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
