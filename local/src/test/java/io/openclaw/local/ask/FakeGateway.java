package io.openclaw.local.ask;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.openclaw.event.EventJson;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/** A gateway that plays recorded events and can drop its connections in the middle. */
final class FakeGateway implements AutoCloseable {
  static final String TOKEN = "token";

  private final Vertx vertx = Vertx.vertx();
  private final HttpServer server;
  private final List<JsonNode> events;
  private final List<JsonNode> requests = Collections.synchronizedList(new ArrayList<>());
  private volatile int dropAfter = Integer.MAX_VALUE;
  private volatile boolean historyOnly;
  private volatile boolean answerSubmit = true;
  private volatile @Nullable ObjectNode submitError;

  FakeGateway(List<JsonNode> events) throws InterruptedException, ExecutionException {
    this.events = List.copyOf(events);
    this.server =
        vertx
            .createHttpServer(new HttpServerOptions().setHost("127.0.0.1").setPort(0))
            .requestHandler(FakeGateway::http)
            .webSocketHandler(this::connected)
            .listen()
            .toCompletionStage()
            .toCompletableFuture()
            .get();
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + server.actualPort());
  }

  /** Breaks the connection after so many events of one subscription. */
  void dropAfter(int count) {
    dropAfter = count;
  }

  /** From the next subscription on the live view is lost: recorded events alone, from the first. */
  void loseLiveView() {
    historyOnly = true;
  }

  /** Breaks the connection instead of answering the next submission. */
  void swallowSubmission() {
    answerSubmit = false;
  }

  void refuseSubmission(String code, String message) {
    submitError = EventJson.mapper().createObjectNode().put("code", code).put("message", message);
  }

  List<JsonNode> requests(String method) {
    synchronized (requests) {
      return requests.stream().filter(r -> r.path("method").asText().equals(method)).toList();
    }
  }

  private static void http(HttpServerRequest request) {
    boolean known = "/v1/agents".equals(request.path());
    String agents =
        """
        [{"id":"agent-pm-002","name":"产品经理","emoji":"📋"},
         {"id":"agent-arch-003","name":"架构师","identity":{"emoji":"🏛"}},
         {"id":"agent-ai-001","name":"AI工程师","emoji":"🚀"}]
        """;
    request.response().setStatusCode(known ? 200 : 404).end(known ? agents : "");
  }

  private void connected(ServerWebSocket socket) {
    socket.textMessageHandler(text -> received(socket, text));
    send(
        socket,
        "{\"type\":\"event\",\"event\":\"connect.challenge\",\"payload\":{\"nonce\":\"n\"}}");
  }

  private void received(ServerWebSocket socket, String text) {
    JsonNode request = json(text);
    requests.add(request);
    String id = request.path("id").asText();
    switch (request.path("method").asText()) {
      case "connect" -> connect(socket, id, request.path("params"));
      case "task.submit" -> submit(socket, id);
      case "task.subscribe" -> subscribe(socket, id, request.path("params").path("after"));
      default -> throw new IllegalArgumentException(text);
    }
  }

  private void connect(ServerWebSocket socket, String id, JsonNode params) {
    if (!params.path("auth").path("token").asText().equals(TOKEN)) {
      ObjectNode error = EventJson.mapper().createObjectNode();
      error.put("code", "INVALID_REQUEST").put("message", "the token is wrong");
      error.putObject("details").put("code", "AUTH_TOKEN_MISMATCH");
      refuse(socket, id, error);
      return;
    }
    answer(socket, id, "{\"type\":\"hello-ok\",\"policy\":{\"tickIntervalMs\":30000}}");
  }

  private void submit(ServerWebSocket socket, String id) {
    ObjectNode error = submitError;
    if (error != null) {
      refuse(socket, id, error);
    } else if (!answerSubmit) {
      answerSubmit = true;
      socket.close();
    } else {
      answer(socket, id, "{\"taskId\":\"" + events.getFirst().path("taskId").asText() + "\"}");
    }
  }

  private void subscribe(ServerWebSocket socket, String id, JsonNode after) {
    answer(socket, id, "{\"subscribed\":true}");
    int first = historyOnly || after.isMissingNode() ? 0 : Integer.parseInt(after.asText());
    int sent = 0;
    for (int i = first; i < events.size(); i++) {
      boolean live = events.get(i).path("type").asText().startsWith("io.openclaw.live.");
      if (historyOnly && live) {
        continue;
      }
      if (sent++ == dropAfter) {
        dropAfter = Integer.MAX_VALUE;
        socket.close();
        return;
      }
      ObjectNode frame = EventJson.mapper().createObjectNode();
      frame.put("type", "event").put("event", "task").put("seq", sent);
      frame.putObject("payload").put("id", Integer.toString(i + 1)).set("event", events.get(i));
      send(socket, frame.toString());
    }
  }

  private static void answer(ServerWebSocket socket, String id, String payload) {
    send(
        socket, "{\"type\":\"res\",\"id\":\"" + id + "\",\"ok\":true,\"payload\":" + payload + "}");
  }

  private static void refuse(ServerWebSocket socket, String id, JsonNode error) {
    send(socket, "{\"type\":\"res\",\"id\":\"" + id + "\",\"ok\":false,\"error\":" + error + "}");
  }

  private static void send(ServerWebSocket socket, String text) {
    socket
        .writeTextMessage(text)
        .onFailure(error -> {
          throw new IllegalStateException("cannot send", error);
        });
  }

  private static JsonNode json(String text) {
    try {
      return EventJson.mapper().readTree(text.getBytes(UTF_8));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(text, e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }
}
