package io.openclaw.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A gateway with canned answers, in a home that says that it runs. */
final class RunningGateway implements AutoCloseable {
  private static final String TOKEN = "o" + "0".repeat(43);

  private final HttpServer server;
  private final Map<String, Answer> answers = new ConcurrentHashMap<>();
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final List<String> bodies = new CopyOnWriteArrayList<>();

  private record Answer(int status, String body) {}

  RunningGateway(Path home) {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.createContext("/", this::handle);
      server.start();
      Files.createDirectories(home.resolve("secrets"));
      Files.writeString(home.resolve("secrets/gateway-token"), TOKEN);
      Files.writeString(
          home.resolve("run.json"),
          """
          {"version": "1", "pid": %d, "phase": "READY", "gateway": "http://127.0.0.1:%d",
           "workspace": "w", "home": "h", "notes": [], "processes": []}
          """
              .formatted(ProcessHandle.current().pid(), server.getAddress().getPort()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * @param request method and path with its query, decoded, as in {@code GET /v1/tasks?limit=50}
   */
  void answer(String request, int status, String body) {
    answers.put(request, new Answer(status, body));
  }

  List<String> asked() {
    return List.copyOf(asked);
  }

  /** What it was told, beyond paths. */
  List<String> bodies() {
    return List.copyOf(bodies);
  }

  private void handle(HttpExchange exchange) throws IOException {
    String uri = URLDecoder.decode(exchange.getRequestURI().toString(), UTF_8);
    String request = exchange.getRequestMethod() + " " + uri;
    asked.add(request);
    String said = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
    if (!said.isEmpty()) {
      bodies.add(said);
    }
    boolean known =
        ("Bearer " + TOKEN).equals(exchange.getRequestHeaders().getFirst("Authorization"));
    Answer answer =
        known
            ? answers.getOrDefault(request, new Answer(404, "{\"code\": \"NOT_FOUND\"}"))
            : new Answer(401, "{\"code\": \"UNAUTHENTICATED\", \"detail\": \"wrong token\"}");
    byte[] body = answer.body.getBytes(UTF_8);
    exchange.sendResponseHeaders(answer.status, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
