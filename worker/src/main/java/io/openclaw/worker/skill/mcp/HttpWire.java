package io.openclaw.worker.skill.mcp;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.openclaw.worker.egress.EgressGate;
import io.openclaw.worker.failure.FailureCode;
import io.openclaw.worker.skill.protocol.BoundedLines;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Streamable HTTP: each message is a request of its own, on a virtual thread of its own. Redirects
 * are not followed.
 */
final class HttpWire implements Wire {
  private static final String SESSION = "mcp-session-id";

  private final HttpDoor door;
  private final EgressGate gate;
  private final Map<String, String> own;
  private final long maxMessage;
  private final Duration grace;

  // One at a time: a message may be large, and who talks faster than it is heard has to wait.
  private final BlockingQueue<Incoming> incoming = new ArrayBlockingQueue<>(1);
  private final Set<Thread> threads = ConcurrentHashMap.newKeySet();
  private volatile @Nullable String session;
  private volatile @Nullable String version;

  /**
   * @param gate the call's way out, through which the door leads
   * @param own headers that each request carries
   * @param grace how long the goodbye may take
   */
  HttpWire(
      HttpDoor door, EgressGate gate, Map<String, String> own, long maxMessage, Duration grace) {
    this.door = door;
    this.gate = gate;
    this.own = Map.copyOf(own);
    this.maxMessage = maxMessage;
    this.grace = grace;
  }

  @Override
  public CompletableFuture<Void> send(ObjectNode message) {
    CompletableFuture<Void> taken = new CompletableFuture<>();
    start(() -> post(message, taken));
    return taken;
  }

  @Override
  public @Nullable Incoming next(Duration patience) throws InterruptedException {
    return incoming.poll(patience.toNanos(), TimeUnit.NANOSECONDS);
  }

  @Override
  public void agreed(String agreed) {
    version = agreed;
  }

  @Override
  public List<String> asides() {
    return List.of();
  }

  /** Ends what is under way, and the session, where there is one. */
  @Override
  public void close() {
    threads.forEach(Thread::interrupt);
    if (session != null) {
      Thread goodbye = start(this::leave);
      try {
        goodbye.join(grace);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      goodbye.interrupt();
    }
  }

  private Thread start(Runnable work) {
    Thread thread =
        Thread.ofVirtual()
            .name("mcp-http")
            .unstarted(() -> {
              try {
                work.run();
              } finally {
                threads.remove(Thread.currentThread());
              }
            });
    threads.add(thread);
    thread.start();
    return thread;
  }

  private void post(ObjectNode message, CompletableFuture<Void> taken) {
    boolean isRequest = Messages.isRequest(message);
    try (HttpAnswer answer = door.ask("POST", headers(), Messages.bytes(message))) {
      check(answer);
      keepSession(message, answer);
      taken.complete(null);
      if (isRequest) {
        receive(answer, message.path("id").asInt());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Refusal e) {
      fail(e, isRequest, taken);
    } catch (BoundedLines.TooLong e) {
      fail(
          new Refusal(FailureCode.OUTPUT_TOO_LARGE, "a message is longer than " + maxMessage),
          isRequest,
          taken);
    } catch (HttpAnswer.MalformedException e) {
      fail(
          new Refusal(FailureCode.BAD_PROTOCOL, "what came is no HTTP: " + e.getMessage()),
          isRequest,
          taken);
    } catch (IOException e) {
      fail(
          new Refusal(FailureCode.SERVER_UNAVAILABLE, "the connection ended: " + e.getMessage()),
          isRequest,
          taken);
    }
  }

  private void fail(Refusal why, boolean isRequest, CompletableFuture<Void> taken) {
    taken.completeExceptionally(why);
    if (isRequest) {
      try {
        incoming.put(new Incoming.Lost(why));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private Map<String, String> headers() {
    Map<String, String> headers = new LinkedHashMap<>(own);
    headers.put("Content-Type", "application/json");
    headers.put("Accept", "application/json, text/event-stream");
    headers.put("User-Agent", "openclaw");
    String knownVersion = version;
    if (knownVersion != null) {
      headers.put("MCP-Protocol-Version", knownVersion);
    }
    String knownSession = session;
    if (knownSession != null) {
      headers.put("Mcp-Session-Id", knownSession);
    }
    return headers;
  }

  private void check(HttpAnswer answer) throws Refusal {
    int status = answer.status();
    if (status >= 200 && status < 300) {
      return;
    }
    String refusal = gate.refusal();
    if (refusal != null) {
      throw new Refusal(FailureCode.FORBIDDEN_HOST, refusal);
    }
    throw switch (status) {
      case 301, 302, 303, 307, 308 ->
          new Refusal(
              FailureCode.SERVER_REFUSED,
              "the server is elsewhere (%d), and redirects are not followed: put its address into config.yaml"
                  .formatted(status));
      case 401, 403 ->
          new Refusal(
              FailureCode.SERVER_REFUSED,
              "the server wants to know who asks (%d): give its token by \"headers\" of config.yaml"
                  .formatted(status));
      case 404 ->
          session == null
              ? new Refusal(FailureCode.SERVER_REFUSED, "there is no MCP server at its url (404)")
              : new Refusal(FailureCode.SERVER_UNAVAILABLE, "the server has ended the session");
      case 408, 425, 429 -> unavailable(status);
      default ->
          status >= 500
              ? unavailable(status)
              : new Refusal(FailureCode.SERVER_REFUSED, "the server answers with status " + status);
    };
  }

  private static Refusal unavailable(int status) {
    return new Refusal(
        FailureCode.SERVER_UNAVAILABLE, "the server cannot be reached or answer now: " + status);
  }

  private void keepSession(ObjectNode message, HttpAnswer answer) throws Refusal {
    String given = answer.header(SESSION);
    if (given == null || session != null || !message.path("method").asText().equals("initialize")) {
      return;
    }
    if (!given.matches("[!-~]{1,1024}")) {
      throw new Refusal(FailureCode.BAD_PROTOCOL, "the session's id is none that may be sent");
    }
    session = given;
  }

  private void receive(HttpAnswer answer, int id)
      throws IOException, Refusal, InterruptedException {
    switch (answer.mediaType()) {
      case "application/json" ->
          incoming.put(new Incoming.Message(Messages.read(answer.content(maxMessage))));
      case "text/event-stream" -> receive(new EventStream(answer.body(), maxMessage), id);
      default ->
          throw new Refusal(
              FailureCode.BAD_PROTOCOL, "an answer is neither JSON nor a stream of events");
    }
  }

  /** Up to the answer; nobody waits for what follows it. */
  private void receive(EventStream events, int id)
      throws IOException, Refusal, InterruptedException {
    for (byte[] data = events.next(); data != null; data = events.next()) {
      ObjectNode message = Messages.read(data);
      incoming.put(new Incoming.Message(message));
      if (Messages.answers(message, id)) {
        return;
      }
    }
    throw new Refusal(FailureCode.SKILL_CRASHED, "the stream ended before the answer");
  }

  private void leave() {
    try (HttpAnswer answer = door.ask("DELETE", headers(), new byte[0])) {
      answer.status(); // Whatever it is: a server need not let sessions be ended.
    } catch (IOException e) {
      return; // It ends the session by itself some day.
    }
  }
}
