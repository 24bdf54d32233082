package io.openclaw.gateway.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Speaks the Gateway protocol as a client would, one frame at a time. */
public final class SocketClient implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 20;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http = HttpClient.newHttpClient();
  private final BlockingQueue<JsonNode> frames = new LinkedBlockingQueue<>();
  private final List<JsonNode> putAside = new ArrayList<>();
  private final CompletableFuture<Integer> closeCode = new CompletableFuture<>();
  private final WebSocket socket;
  private int requests;

  private SocketClient(URI uri, String... headers)
      throws InterruptedException, ExecutionException, TimeoutException {
    WebSocket.Builder builder = http.newWebSocketBuilder();
    for (int i = 0; i < headers.length; i += 2) {
      builder.header(headers[i], headers[i + 1]);
    }
    this.socket = builder.buildAsync(uri, new Listener()).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  /** Opens a socket and takes the challenge; nothing is sent yet. */
  public static SocketClient open(URI uri, String... headers)
      throws InterruptedException, ExecutionException, TimeoutException {
    SocketClient client = new SocketClient(uri, headers);
    JsonNode challenge = client.frame();
    assertThat(challenge.path("event").asText()).isEqualTo("connect.challenge");
    assertThat(challenge.path("payload").path("nonce").asText()).isNotEmpty();
    assertThat(challenge.path("payload").path("ts").asLong()).isPositive();
    assertThat(challenge.has("seq")).isFalse();
    return client;
  }

  /** The connect frame of a full client. */
  public SocketClient connect(String token, String... scopes)
      throws InterruptedException, ExecutionException, TimeoutException {
    JsonNode answer = call("connect", connectParams(token, scopes));
    assertThat(answer.path("ok").asBoolean()).as("connected: %s", answer).isTrue();
    return this;
  }

  public static String connectParams(String token, String... scopes) {
    List<String> asked = scopes.length == 0 ? List.of("operator.admin") : List.of(scopes);
    return """
    {"minProtocol": 4, "maxProtocol": 4,
     "client": {"id": "cli", "version": "1", "platform": "linux", "mode": "cli"},
     "caps": ["tool-events"], "something-newer": {"a": 1},
     "auth": {"token": "%s"}, "role": "operator", "scopes": %s}\
    """
        .formatted(token, JSON.valueToTree(asked));
  }

  /** Sends a request and waits for its response; other frames are kept for later. */
  public JsonNode call(String method, String params)
      throws InterruptedException, ExecutionException, TimeoutException {
    String id = "r" + ++requests;
    send(
        "{\"type\":\"req\",\"id\":\"%s\",\"method\":\"%s\",\"params\":%s}"
            .formatted(id, method, params));
    return response(id);
  }

  /** The payload of a call that works. */
  public JsonNode callOk(String method, String params)
      throws InterruptedException, ExecutionException, TimeoutException {
    JsonNode answer = call(method, params);
    assertThat(answer.path("ok").asBoolean()).as("%s: %s", method, answer).isTrue();
    return answer.path("payload");
  }

  public SocketClient send(String text)
      throws InterruptedException, ExecutionException, TimeoutException {
    socket.sendText(text, true).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    return this;
  }

  public WebSocket raw() {
    return socket;
  }

  public JsonNode response(String id) throws InterruptedException {
    for (JsonNode frame : List.copyOf(putAside)) {
      if (frame.path("id").asText().equals(id)) {
        putAside.remove(frame);
        return frame;
      }
    }
    while (true) {
      JsonNode frame = frame();
      if (frame.path("type").asText().equals("res") && frame.path("id").asText().equals(id)) {
        return frame;
      }
      putAside.add(frame);
    }
  }

  /** The next event of a name; ticks and others are kept for later. */
  public JsonNode event(String name) throws InterruptedException {
    for (JsonNode frame : List.copyOf(putAside)) {
      if (frame.path("event").asText().equals(name)) {
        putAside.remove(frame);
        return frame;
      }
    }
    while (true) {
      JsonNode frame = frame();
      if (frame.path("event").asText().equals(name)) {
        return frame;
      }
      putAside.add(frame);
    }
  }

  /** The next frame, whatever it is. */
  public JsonNode frame() throws InterruptedException {
    JsonNode frame = frames.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    assertThat(frame).as("a frame in time").isNotNull();
    return frame;
  }

  public int closeCode() throws InterruptedException, ExecutionException, TimeoutException {
    return closeCode.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  @Override
  public void close() {
    socket.abort();
    http.shutdownNow();
  }

  private final class Listener implements WebSocket.Listener {
    private final StringBuilder text = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
      text.append(data);
      if (last) {
        frames.add(parse(text.toString()));
        text.setLength(0);
      }
      from.request(1);
      return CompletableFuture.completedFuture(null);
    }

    @Override
    public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
      closeCode.complete(code);
      return CompletableFuture.completedFuture(null);
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
      closeCode.completeExceptionally(error);
    }
  }

  private static JsonNode parse(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("no JSON: " + text, e);
    }
  }
}
