package io.openclaw.worker.inbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.openclaw.event.EventJson;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** An orchestrator that answers as a test says, and keeps what it was asked. */
final class FakeInbox implements AutoCloseable {
  static final String TOKEN = "internal";

  private final List<Asked> asked = Collections.synchronizedList(new ArrayList<>());
  private final HttpServer server;
  private volatile Answer answer = new Answer(500, "text/plain", "");

  record Asked(String path, String authorization, JsonNode body) {}

  record Answer(int status, String type, String body) {}

  FakeInbox() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::serve);
    server.start();
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  void answer(int status, String type, String body) {
    answer = new Answer(status, type, body);
  }

  /** What was asked last. */
  Asked asked() {
    return asked.getLast();
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      asked.add(
          new Asked(
              exchange.getRequestURI().getPath(),
              exchange.getRequestHeaders().getFirst("Authorization"),
              EventJson.mapper().readTree(exchange.getRequestBody())));
      byte[] body = answer.body().getBytes(UTF_8);
      exchange.getResponseHeaders().add("Content-Type", answer.type());
      exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
      exchange.getResponseBody().write(body);
    }
  }
}
