package io.openclaw.it;

import io.openclaw.event.TaskEvent;
import io.openclaw.it.Gateway.Seen;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Follows one task by Server-Sent Events as a browser would: where the connection ends it comes
 * again with the id of the last event that it has, and it drops nothing that it was sent.
 */
final class Follower {
  private static final Duration PAUSE = Duration.ofMillis(300);

  private final Gateway gateway;
  private final UUID task;
  private final Troubles troubles;
  private final List<TaskEvent> recorded = new ArrayList<>();
  private @Nullable String lastId;
  private volatile boolean isOver;

  Follower(Gateway gateway, UUID task, Troubles troubles) {
    this.gateway = gateway;
    this.task = task;
    this.troubles = troubles;
  }

  /** Returns when the event has come that ends the task. */
  void follow() throws Exception {
    connect();
    while (!isOver) {
      Thread.sleep(PAUSE);
      connect();
    }
  }

  boolean isOver() {
    return isOver;
  }

  /** All recorded events as they came, repeated ones as well. */
  List<TaskEvent> recorded() {
    synchronized (recorded) {
      return List.copyOf(recorded);
    }
  }

  private void connect() throws Exception {
    try {
      HttpResponse<Stream<String>> response = gateway.openEvents(task, lastId);
      try (Stream<String> lines = response.body()) {
        switch (response.statusCode()) {
          case 200 -> read(lines);
          case 204 -> throw new AssertionError("no last event for " + task + " after " + lastId);
          case 404 -> throw new AssertionError("no task " + task + ", which was accepted");
          default -> troubles.met("follow: status " + response.statusCode());
        }
      }
    } catch (IOException | UncheckedIOException e) {
      troubles.met("follow", e);
    }
  }

  private void read(Stream<String> lines) throws Exception {
    Gateway.readEvents(lines, this::take);
    if (!isOver) {
      troubles.met("follow: the stream ended");
    }
  }

  private boolean take(Seen seen) {
    lastId = seen.id();
    TaskEvent event = seen.recorded();
    if (event != null) {
      synchronized (recorded) {
        recorded.add(event);
      }
      isOver = isLast(event);
    }
    return isOver;
  }

  static boolean isLast(TaskEvent event) {
    return event instanceof TaskEvent.TaskCompleted
        || event instanceof TaskEvent.TaskFailed
        || event instanceof TaskEvent.TaskCancelled;
  }
}
