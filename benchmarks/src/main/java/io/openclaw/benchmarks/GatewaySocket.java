package io.openclaw.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.openclaw.event.EventJson;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** One client of the gateway's WebSocket; used by one thread. */
final class GatewaySocket implements AutoCloseable {
  private static final ObjectMapper JSON = EventJson.mapper();
  private static final long PATIENCE_SECONDS = 120;

  private final BlockingQueue<Frame> frames = new LinkedBlockingQueue<>();
  private final WebSocket socket;
  private int requests;

  /** A frame and when it was there, by {@link System#nanoTime()}. */
  record Frame(long at, JsonNode json) {}

  GatewaySocket(URI http, String token) throws IOException, InterruptedException {
    URI ws = URI.create(http.toString().replaceFirst("^http", "ws") + "/ws");
    socket = HttpClient.newHttpClient().newWebSocketBuilder().buildAsync(ws, new Listener()).join();
    next(f -> f.path("event").asText().equals("connect.challenge"));
    ObjectNode connect = JSON.createObjectNode().put("minProtocol", 4).put("maxProtocol", 4);
    connect
        .putObject("client")
        .put("id", "openclaw-benchmark")
        .put("version", "1")
        .put("platform", "java")
        .put("mode", "cli");
    connect.put("role", "operator").putArray("scopes").add("operator.read").add("operator.write");
    connect.putObject("auth").put("token", token);
    call("connect", connect);
  }

  /** Sends a request and waits for its answer, passing over events. */
  JsonNode call(String method, ObjectNode params) throws IOException, InterruptedException {
    String id = Integer.toString(++requests);
    ObjectNode frame = JSON.createObjectNode().put("type", "req").put("id", id);
    frame.put("method", method).set("params", params);
    socket.sendText(frame.toString(), true).join();
    JsonNode answer = next(f -> f.path("id").asText().equals(id)).json();
    if (!answer.path("ok").asBoolean()) {
      throw new IOException(method + " was refused: " + answer.path("error"));
    }
    return answer.path("payload");
  }

  /** The next frame that fits; the others before it are dropped. */
  Frame next(Predicate<JsonNode> fits) throws IOException, InterruptedException {
    while (true) {
      Frame frame = frames.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
      if (frame == null) {
        throw new IOException("the gateway was silent for " + PATIENCE_SECONDS + " s");
      }
      if (fits.test(frame.json())) {
        return frame;
      }
    }
  }

  @Override
  public void close() {
    socket.abort();
  }

  private final class Listener implements WebSocket.Listener {
    private final StringBuilder message = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
      message.append(data);
      if (last) {
        long at = System.nanoTime();
        try {
          frames.add(new Frame(at, JSON.readTree(message.toString())));
        } catch (IOException e) {
          throw new IllegalStateException("the gateway sent no JSON: " + message, e);
        } finally {
          message.setLength(0);
        }
      }
      webSocket.request(1);
      return CompletableFuture.completedFuture(null);
    }
  }
}
