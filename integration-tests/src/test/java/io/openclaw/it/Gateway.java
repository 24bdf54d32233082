package io.openclaw.it;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.openclaw.event.EventJson;
import io.openclaw.event.LiveEvent;
import io.openclaw.event.TaskEvent;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The REST API, as a program with a token uses it. */
final class Gateway {
  /** One for all: each has threads of its own. */
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final URI base;
  private final String token;

  Gateway(URI base, String token) {
    this.base = base;
    this.token = token;
  }

  HttpResponse<String> post(String path, String body, @Nullable String idempotencyKey)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        request(path)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body));
    if (idempotencyKey != null) {
      request.header("Idempotency-Key", idempotencyKey);
    }
    return HTTP.send(request.build(), BodyHandlers.ofString());
  }

  HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return HTTP.send(request(path).GET().build(), BodyHandlers.ofString());
  }

  UUID submit(String text) throws IOException, InterruptedException {
    return submit(EventJson.mapper().createObjectNode().put("text", text));
  }

  UUID submit(ObjectNode body) throws IOException, InterruptedException {
    HttpResponse<String> response = post("/v1/tasks", body.toString(), null);
    if (response.statusCode() != 202) {
      throw new AssertionError("POST /v1/tasks: " + response.statusCode() + " " + response.body());
    }
    return UUID.fromString(EventJson.mapper().readTree(response.body()).path("id").asText());
  }

  /** The task's status, or {@code UNREACHABLE} while the gateway or what it needs is away. */
  String status(UUID task) throws IOException, InterruptedException {
    try {
      HttpResponse<String> response = get("/v1/tasks/" + task);
      return response.statusCode() == 200
          ? EventJson.mapper().readTree(response.body()).path("status").asText()
          : "UNREACHABLE";
    } catch (ConnectException e) {
      return "UNREACHABLE";
    } catch (IOException e) {
      // The connection died with the gateway in the middle of an answer.
      return "UNREACHABLE";
    }
  }

  JsonNode task(UUID task) throws IOException, InterruptedException {
    return EventJson.mapper().readTree(get("/v1/tasks/" + task).body());
  }

  /** All events of a task, in order, until the one that ends it. */
  List<Seen> events(UUID task, @Nullable String lastEventId) throws Exception {
    return eventsUntil(task, lastEventId, seen -> false);
  }

  /** The events of a task, in order, until one that is waited for, or the one that ends it. */
  List<Seen> eventsUntil(UUID task, @Nullable String lastEventId, Predicate<Seen> last)
      throws Exception {
    List<Seen> events = new ArrayList<>();
    HttpResponse<Stream<String>> response = openEvents(task, lastEventId);
    try (Stream<String> lines = response.body()) {
      readEvents(
          lines,
          seen -> {
            events.add(seen);
            return last.test(seen);
          });
    }
    return events;
  }

  /** The events of a task as lines of text; the body has to be closed. */
  HttpResponse<Stream<String>> openEvents(UUID task, @Nullable String lastEventId)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        request("/v1/tasks/" + task + "/events")
            .header("Accept", "text/event-stream")
            .timeout(Duration.ofMinutes(3));
    if (lastEventId != null) {
      request.header("Last-Event-ID", lastEventId);
    }
    return HTTP.send(request.build(), BodyHandlers.ofLines());
  }

  /** A connection that speaks the Gateway protocol, connected and authorised; to be closed. */
  GatewaySocket openSocket() throws IOException, InterruptedException {
    URI url = URI.create(base.toString().replaceFirst("^http", "ws")).resolve("/ws");
    return GatewaySocket.open(HTTP, url, token);
  }

  /**
   * Reads events until one that is waited for, or until there are no more.
   *
   * @throws IOException where the gateway says why it ends the stream early
   */
  static void readEvents(Stream<String> lines, Predicate<Seen> last) throws Exception {
    String id = "";
    String name = "";
    for (String line : (Iterable<String>) lines::iterator) {
      if (line.startsWith("id:")) {
        id = line.substring(3).strip();
      } else if (line.startsWith("event:")) {
        name = line.substring(6).strip();
      } else if (line.startsWith("data:")) {
        String data = line.substring(5).strip();
        if (name.equals("problem")) {
          throw new IOException("the stream ends early: " + data);
        }
        if (last.test(Seen.of(id, data))) {
          return;
        }
      }
    }
  }

  /**
   * An event as it came.
   *
   * @param recorded null for an event of the live view
   * @param live null for a recorded event
   */
  record Seen(String id, String type, @Nullable TaskEvent recorded, @Nullable LiveEvent live) {
    static Seen of(String id, String json) throws Exception {
      byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
      String type = EventJson.mapper().readTree(bytes).path("type").asText();
      return type.startsWith("io.openclaw.live.")
          ? new Seen(id, type, null, EventJson.read(bytes, LiveEvent.class))
          : new Seen(id, type, EventJson.read(bytes, TaskEvent.class), null);
    }
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(base.resolve(path))
        .timeout(Duration.ofSeconds(20))
        .header("Authorization", "Bearer " + token);
  }
}
