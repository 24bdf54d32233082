package io.openclaw.gateway.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Reads Server-Sent Events as a browser's EventSource does. */
public final class SseClient implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 20;

  /** A dispatched event; a comment has its text as name, and no data. */
  public record Event(String wholeId, String name, String data) {
    static final Event END = new Event("", "the stream has ended", "");

    /** Without what it says of recorded events: an entry of the stream, or of the history. */
    public String id() {
      return wholeId.replaceFirst("@.*", "");
    }

    public boolean isComment() {
      return wholeId.isEmpty() && data.isEmpty();
    }
  }

  private final HttpClient http = HttpClient.newHttpClient();
  private final HttpResponse<java.io.InputStream> response;
  private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();

  private SseClient(GatewayProcess gateway, UUID task, @Nullable String lastEventId)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        gateway
            .authorized("/v1/tasks/" + task + "/events")
            .header("Accept", "text/event-stream")
            .timeout(Duration.ofSeconds(PATIENCE_SECONDS));
    if (lastEventId != null) {
      request.header("Last-Event-ID", lastEventId);
    }
    this.response = http.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
    Thread.ofVirtual().start(this::read);
  }

  public static SseClient open(GatewayProcess gateway, UUID task)
      throws IOException, InterruptedException {
    return new SseClient(gateway, task, null);
  }

  public static SseClient resume(GatewayProcess gateway, UUID task, String lastEventId)
      throws IOException, InterruptedException {
    return new SseClient(gateway, task, lastEventId);
  }

  public int status() {
    return response.statusCode();
  }

  /** The next event that is no comment. */
  public Event next() throws InterruptedException {
    Event event = nextOrComment();
    while (event.isComment() && !event.equals(Event.END)) {
      event = nextOrComment();
    }
    assertThat(event).as("an event, not the end").isNotEqualTo(Event.END);
    return event;
  }

  public Event nextOrComment() throws InterruptedException {
    Event event = events.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    assertThat(event).as("an event in time").isNotNull();
    return event;
  }

  public List<Event> next(int count) throws InterruptedException {
    List<Event> list = new ArrayList<>();
    while (list.size() < count) {
      list.add(next());
    }
    return list;
  }

  /** All events until the stream ends. */
  public List<Event> rest() throws InterruptedException {
    List<Event> list = new ArrayList<>();
    for (Event event = nextOrComment(); !event.equals(Event.END); event = nextOrComment()) {
      if (!event.isComment()) {
        list.add(event);
      }
    }
    return list;
  }

  private void read() {
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
      String id = "";
      String name = "";
      StringBuilder data = new StringBuilder();
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.isEmpty()) {
          if (!data.isEmpty()) {
            events.add(new Event(id, name, data.toString()));
          }
          id = "";
          name = "";
          data.setLength(0);
        } else if (line.startsWith(":")) {
          events.add(new Event("", line.substring(1), ""));
        } else {
          String value = line.substring(line.indexOf(':') + 1);
          switch (line.substring(0, line.indexOf(':'))) {
            case "id" -> id = value;
            case "event" -> name = value;
            case "data" -> data.append(data.isEmpty() ? "" : "\n").append(value);
            default -> throw new IllegalStateException("what is this? " + line);
          }
        }
      }
    } catch (IOException e) {
      events.add(new Event("", "cut off: " + e.getMessage(), ""));
    }
    events.add(Event.END);
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
