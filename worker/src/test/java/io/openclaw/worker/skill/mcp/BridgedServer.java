package io.openclaw.worker.skill.mcp;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.openclaw.event.EventJson;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * Streamable HTTP as the specification of 2025-06-18 says: a session is a process of the server for
 * tests, a request's answer a stream of events. It is strict about headers and order.
 */
final class BridgedServer implements AutoCloseable {
  private final HttpServer http;
  private final Path program;
  private final Map<String, Session> sessions = new ConcurrentHashMap<>();

  private record Session(Process process, BufferedReader out) {}

  private BridgedServer(HttpServer http, Path program) {
    this.http = http;
    this.program = program;
  }

  static BridgedServer start() throws IOException {
    InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    BridgedServer server =
        new BridgedServer(HttpServer.create(address, 0), Runtimes.folder().resolve("server.py"));
    server.http.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.http.createContext("/mcp", server::serve);
    server.http.start();
    return server;
  }

  String host() {
    return "127.0.0.1:" + http.getAddress().getPort();
  }

  URI url() {
    return URI.create("http://" + host() + "/mcp");
  }

  Set<String> sessions() {
    return sessions.keySet();
  }

  @Override
  public void close() {
    http.stop(0);
    sessions.keySet().forEach(this::end);
  }

  private void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      String id = exchange.getRequestHeaders().getFirst("Mcp-Session-Id");
      if (exchange.getRequestMethod().equals("DELETE")) {
        exchange.sendResponseHeaders(end(Objects.requireNonNullElse(id, "")) ? 204 : 404, -1);
      } else {
        JsonNode message = EventJson.mapper().readTree(exchange.getRequestBody());
        exchange.sendResponseHeaders(accept(exchange, id, message), -1);
      }
    } catch (IllegalStateException e) {
      exchange.close();
    }
  }

  /** The status of an answer without a body; one with a body has been sent when it throws. */
  private int accept(HttpExchange exchange, @Nullable String id, JsonNode message)
      throws IOException {
    boolean isFirst = message.path("method").asText().equals("initialize");
    String accepted = exchange.getRequestHeaders().getFirst("Accept");
    if (!"application/json, text/event-stream".equals(accepted)) {
      return 406;
    }
    if (isFirst != (id == null) || (!isFirst && !hasVersion(exchange))) {
      return 400;
    }
    String known = isFirst ? begin() : Objects.requireNonNull(id);
    Session session = sessions.get(known);
    if (session == null) {
      return 404;
    }
    tell(session, message);
    if (!message.has("id") || !message.has("method")) {
      return 202;
    }
    if (isFirst) {
      exchange.getResponseHeaders().set("Mcp-Session-Id", known);
    }
    stream(exchange, session, message.get("id"));
    throw new IllegalStateException("answered");
  }

  private static boolean hasVersion(HttpExchange exchange) {
    return "2025-06-18".equals(exchange.getRequestHeaders().getFirst("MCP-Protocol-Version"));
  }

  private String begin() throws IOException {
    Process process =
        new ProcessBuilder("python3", "-I", program.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    String id = UUID.randomUUID().toString();
    sessions.put(
        id,
        new Session(
            process, new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))));
    return id;
  }

  private static void tell(Session session, JsonNode message) throws IOException {
    OutputStream in = session.process().getOutputStream();
    in.write((message + "\n").getBytes(UTF_8));
    in.flush();
  }

  private static void stream(HttpExchange exchange, Session session, JsonNode id)
      throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "text/event-stream; charset=utf-8");
    exchange.sendResponseHeaders(200, 0);
    OutputStream out = exchange.getResponseBody();
    out.write(": hello\r\n\r\n".getBytes(UTF_8));
    for (String line = session.out().readLine(); line != null; line = session.out().readLine()) {
      out.write(("event: message\nid: 1\ndata: " + line + "\n\n").getBytes(UTF_8));
      out.flush();
      // As text: some lines nest deeper than anybody reads.
      if (line.matches("\\{\"jsonrpc\": ?\"2.0\", ?\"id\": ?" + id + "[,}].*")) {
        return;
      }
    }
  }

  private boolean end(String id) {
    Session session = sessions.remove(id);
    if (session == null) {
      return false;
    }
    session.process().destroyForcibly();
    return true;
  }
}
