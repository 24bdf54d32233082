package io.openclaw.local.ask;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.openclaw.event.EventJson;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * One connection to the gateway that speaks the Gateway protocol, version 4. Requests block the
 * caller; everything else lands in {@link #incoming}, in order, a {@link Incoming.Closed} last.
 */
final class GatewayConnection implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration DEFAULT_TICK = Duration.ofSeconds(30);
  private static final int PROTOCOL = 4;

  private final BlockingQueue<Incoming> incoming = new LinkedBlockingQueue<>();
  private final Map<String, CompletableFuture<JsonNode>> pending = new ConcurrentHashMap<>();
  private final CompletableFuture<JsonNode> challenge = new CompletableFuture<>();
  private final AtomicLong ids = new AtomicLong();
  private @Nullable WebSocket socket;
  private Duration tick = DEFAULT_TICK;

  private GatewayConnection() {}

  /**
   * Connects and authenticates.
   *
   * @throws IOException when there is no connection to be had now; another try may work
   * @throws RefusedException when the gateway does not want this client
   */
  static GatewayConnection open(HttpClient client, URI gateway, String token, String version)
      throws IOException, RefusedException, InterruptedException {
    GatewayConnection connection = new GatewayConnection();
    URI address = URI.create(gateway.toString().replaceFirst("^http", "ws") + "/ws");
    connection.socket =
        await(
            client
                .newWebSocketBuilder()
                .connectTimeout(PATIENCE)
                .buildAsync(address, connection.new Frames()));
    try {
      await(connection.challenge);
      connection.hello(token, version);
      return connection;
    } catch (IOException | RefusedException e) {
      connection.close();
      throw e;
    }
  }

  BlockingQueue<Incoming> incoming() {
    return incoming;
  }

  /** Silence for more than two of these means that the connection is dead. */
  Duration tick() {
    return tick;
  }

  /** Sends a request and waits for its response's payload. */
  JsonNode request(String method, ObjectNode params)
      throws IOException, RefusedException, InterruptedException {
    String id = Long.toString(ids.incrementAndGet());
    ObjectNode frame = EventJson.mapper().createObjectNode();
    frame.put("type", "req").put("id", id).put("method", method).set("params", params);
    CompletableFuture<JsonNode> response = new CompletableFuture<>();
    pending.put(id, response);
    try {
      await(requireNonNull(socket, "socket is null").sendText(frame.toString(), true));
      return payload(await(response));
    } finally {
      pending.remove(id);
    }
  }

  @Override
  public void close() {
    WebSocket open = socket;
    if (open != null) {
      open.abort();
    }
  }

  private void hello(String token, String version)
      throws IOException, RefusedException, InterruptedException {
    ObjectNode params = EventJson.mapper().createObjectNode();
    params.put("minProtocol", PROTOCOL).put("maxProtocol", PROTOCOL);
    params
        .putObject("client")
        .put("id", "openclaw-local")
        .put("displayName", "openclaw ask")
        .put("version", version)
        .put("platform", System.getProperty("os.name"))
        .put("mode", "cli")
        .put("instanceId", UUID.randomUUID().toString());
    params.putArray("caps");
    params.putObject("auth").put("token", token);
    params.put("role", "operator");
    params.putArray("scopes").add("operator.read").add("operator.write");
    JsonNode hello = request("connect", params);
    long millis = hello.path("policy").path("tickIntervalMs").asLong(DEFAULT_TICK.toMillis());
    tick = Duration.ofMillis(Math.max(1, millis));
  }

  private static JsonNode payload(JsonNode response) throws RefusedException {
    if (response.path("ok").asBoolean()) {
      return response.path("payload");
    }
    JsonNode error = response.path("error");
    long after = error.path("retryAfterMs").asLong(-1);
    String code = error.path("code").asText("INTERNAL");
    throw new RefusedException(
        error.path("details").path("code").asText(code),
        error.path("message").asText("the gateway gives no reason"),
        error.path("retryable").asBoolean(code.equals("UNAVAILABLE")),
        after < 0 ? null : Duration.ofMillis(after));
  }

  private static <T> T await(CompletableFuture<T> future) throws IOException, InterruptedException {
    try {
      return future.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new IOException("the gateway did not answer in " + PATIENCE.toSeconds() + " s", e);
    } catch (ExecutionException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw cause instanceof IOException known ? known : new IOException(cause.toString(), cause);
    }
  }

  private void dispatch(JsonNode frame) {
    switch (frame.path("type").asText()) {
      case "res" -> {
        CompletableFuture<JsonNode> waiting = pending.get(frame.path("id").asText());
        if (waiting != null) {
          waiting.complete(frame);
        }
      }
      case "event" -> event(frame.path("event").asText(), frame.path("payload"));
      default -> {
        // A kind of frame that a newer gateway knows.
      }
    }
  }

  private void event(String name, JsonNode payload) {
    switch (name) {
      case "connect.challenge" -> challenge.complete(payload);
      case "task" ->
          incoming.add(new Incoming.TaskFrame(payload.path("id").asText(), payload.path("event")));
      default -> incoming.add(new Incoming.Tick());
    }
  }

  private void closed(String reason) {
    IOException gone = new IOException(reason);
    challenge.completeExceptionally(gone);
    pending.values().forEach(waiting -> waiting.completeExceptionally(gone));
    incoming.add(new Incoming.Closed(reason));
  }

  /** Puts the parts of each message together; called by the HTTP client, one call at a time. */
  private final class Frames implements WebSocket.Listener {
    private final StringBuilder text = new StringBuilder();

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
      text.append(part);
      if (last) {
        String message = text.toString();
        text.setLength(0);
        try {
          dispatch(EventJson.mapper().readTree(message));
        } catch (JsonProcessingException e) {
          closed("the gateway sent something that is no JSON: " + e.getOriginalMessage());
          from.abort();
        }
      }
      from.request(1);
      return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket from, int status, String reason) {
      closed("the gateway closed the connection (" + status + " " + reason + ")");
      return null;
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
      closed("the connection broke: " + error.getMessage());
    }
  }
}
