package io.openclaw.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.toMap;

import io.openclaw.event.EventJson;
import io.openclaw.event.MalformedEventException;
import io.openclaw.event.TaskEvent;
import io.openclaw.event.Topics;
import io.openclaw.task.HistoryPage;
import io.openclaw.task.RecordedEvent;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What the orchestrator has recorded of tasks, in its database and on Kafka. */
final class Recordings implements AutoCloseable {
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final URI orchestrator;
  private final String token;
  private final Map<UUID, Map<Long, Set<String>>> onKafka = new HashMap<>();

  private Recordings(URI orchestrator, String token) {
    this.orchestrator = orchestrator;
    this.token = token;
  }

  /** Reads the topic of events, from its beginning to where it ends now. */
  static Recordings of(RunningStack stack) throws IOException, InterruptedException {
    Map<String, String> environment =
        stack.cli().run("env", "worker").lines().stream()
            .map(line -> line.split("=", 2))
            .collect(toMap(pair -> pair[0], pair -> pair[1]));
    Recordings recordings =
        new Recordings(
            URI.create(requireNonNull(environment.get("ORCHESTRATOR_URL"))),
            requireNonNull(environment.get("OPENCLAW_INTERNAL_TOKEN")));
    TopicLog.read(stack.kafka(), Topics.EVENTS).forEach(recordings::add);
    return recordings;
  }

  /** A task's history with the numbers of its events. */
  List<RecordedEvent> history(UUID task) throws IOException, InterruptedException {
    List<RecordedEvent> events = new ArrayList<>();
    Long next = 0L;
    while (next != null) {
      HistoryPage page = page(task, next);
      events.addAll(page.events());
      next = page.next();
    }
    return events;
  }

  private HistoryPage page(UUID task, long after) throws IOException, InterruptedException {
    String path = "/internal/v1/tasks/%s/history?after=%d".formatted(task, after);
    HttpRequest request =
        HttpRequest.newBuilder(orchestrator.resolve(path))
            .header("Authorization", "Bearer " + token)
            .build();
    HttpResponse<byte[]> response = http.send(request, BodyHandlers.ofByteArray());
    if (response.statusCode() != 200) {
      throw new AssertionError("history of " + task + ": status " + response.statusCode());
    }
    return EventJson.mapper().readValue(response.body(), HistoryPage.class);
  }

  /** The different events of a task that were sent to Kafka, by their numbers. */
  Map<Long, Set<String>> sent(UUID task) {
    return onKafka.getOrDefault(task, Map.of());
  }

  /** The ids of all tasks whose request has a text in it. */
  Set<UUID> tasksThatSay(String text) {
    Set<UUID> tasks = new TreeSet<>();
    onKafka.forEach((task, events) -> {
      if (events.getOrDefault(1L, Set.of()).stream().anyMatch(json -> json.contains(text))) {
        tasks.add(task);
      }
    });
    return tasks;
  }

  /** An event as text, the same for the same content however it was written. */
  static String text(TaskEvent event) {
    return EventJson.writeString(event);
  }

  /** The number of an event is part of its message's id. */
  private void add(ConsumerRecord<String, byte[]> record) {
    String id = new String(record.headers().lastHeader("ce_id").value(), UTF_8);
    long number = Long.parseLong(id.substring(id.lastIndexOf(':') + 1));
    try {
      onKafka
          .computeIfAbsent(UUID.fromString(record.key()), _ -> new TreeMap<>())
          .computeIfAbsent(number, _ -> new TreeSet<>())
          .add(text(EventJson.read(record.value(), TaskEvent.class)));
    } catch (MalformedEventException e) {
      throw new AssertionError("on " + Topics.EVENTS + " at " + record.offset(), e);
    }
  }

  @Override
  public void close() {
    http.close();
  }
}
