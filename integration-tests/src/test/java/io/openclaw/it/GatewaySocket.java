package io.openclaw.it;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.openclaw.event.EventJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A connection that speaks the Gateway protocol as its clients do: one call at a time, events in
 * the order of their numbers, and lost when nothing at all has come for two ticks.
 */
final class GatewaySocket implements AutoCloseable {
  private static final int SILENCE_SECONDS = 60;

  private final BlockingQueue<Incoming> incoming = new LinkedBlockingQueue<>();
  private final WebSocket socket;
  private int calls;
  private long seq;

  private sealed interface Incoming {
    record Frame(JsonNode json) implements Incoming {}

    record End(IOException cause) implements Incoming {}
  }

  private GatewaySocket(HttpClient http, URI url) throws IOException, InterruptedException {
    socket = get(http.newWebSocketBuilder().buildAsync(url, new Listener()));
  }

  static GatewaySocket open(HttpClient http, URI url, String token)
      throws IOException, InterruptedException {
    GatewaySocket socket = new GatewaySocket(http, url);
    try {
      socket.connect(token);
      return socket;
    } catch (IOException | InterruptedException | RuntimeException | Error e) {
      socket.close();
      throw e;
    }
  }

  private void connect(String token) throws IOException, InterruptedException {
    JsonNode challenge = next();
    if (!challenge.path("event").asText().equals("connect.challenge")) {
      throw new AssertionError("no challenge: " + challenge);
    }
    ObjectNode params =
        EventJson.mapper()
            .createObjectNode()
            .put("minProtocol", 4)
            .put("maxProtocol", 4)
            .put("role", "operator");
    params
        .putObject("client")
        .put("id", "cli")
        .put("version", "1")
        .put("platform", "linux")
        .put("mode", "cli");
    params.putObject("auth").put("token", token);
    params.putArray("scopes").add("operator.read");
    call("connect", params);
  }

  /**
   * Gives the answer's payload.
   *
   * @throws IOException also where the gateway asks to try again
   */
  JsonNode call(String method, ObjectNode params) throws IOException, InterruptedException {
    String id = "r" + ++calls;
    ObjectNode request =
        EventJson.mapper()
            .createObjectNode()
            .put("type", "req")
            .put("id", id)
            .put("method", method)
            .set("params", params);
    get(socket.sendText(request.toString(), true));
    while (true) {
      JsonNode frame = next();
      if (frame.path("id").asText().equals(id)) {
        return payload(method, frame);
      }
    }
  }

  private static JsonNode payload(String method, JsonNode response) throws IOException {
    if (response.path("ok").asBoolean()) {
      return response.path("payload");
    }
    JsonNode error = response.path("error");
    if (error.path("retryable").asBoolean()) {
      throw new IOException(error.path("code").asText());
    }
    throw new AssertionError(method + ": " + error);
  }

  /** The next event, ticks as well. */
  JsonNode event() throws IOException, InterruptedException {
    return next();
  }

  private JsonNode next() throws IOException, InterruptedException {
    Incoming next = incoming.poll(SILENCE_SECONDS, TimeUnit.SECONDS);
    return switch (next) {
      case null -> throw new IOException("nothing for " + SILENCE_SECONDS + " s");
      case Incoming.End end -> throw end.cause();
      case Incoming.Frame frame -> counted(frame.json());
    };
  }

  private JsonNode counted(JsonNode frame) {
    if (frame.has("seq") && frame.path("seq").asLong() != ++seq) {
      throw new AssertionError("event " + seq + " of a connection is missing: " + frame);
    }
    return frame;
  }

  @Override
  public void close() {
    socket.abort();
  }

  private static <T> T get(CompletableFuture<T> future) throws IOException, InterruptedException {
    try {
      return future.get(SILENCE_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw new IOException(e.getCause());
    } catch (TimeoutException e) {
      throw new IOException(e);
    }
  }

  private final class Listener implements WebSocket.Listener {
    private final StringBuilder text = new StringBuilder();

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
      text.append(data);
      if (last) {
        incoming.add(new Incoming.Frame(parse(text.toString())));
        text.setLength(0);
      }
      from.request(1);
      return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
      incoming.add(new Incoming.End(new IOException("closed with " + code + " " + reason)));
      return null;
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
      incoming.add(new Incoming.End(new IOException(error)));
    }
  }

  private static JsonNode parse(String text) {
    try {
      return requireNonNull(EventJson.mapper().readTree(text));
    } catch (IOException e) {
      throw new UncheckedIOException("no JSON: " + text, e);
    }
  }
}
