package io.openclaw.it;

import io.openclaw.event.TaskEvent;
import io.openclaw.it.Gateway.Seen;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Follows one task as a client would: where the connection ends it comes again with the id of the
 * last event that it has, to the next gateway, and it drops nothing that it was sent.
 */
final class Follower {
  private static final Duration PAUSE = Duration.ofMillis(300);

  private final List<EventSource> sources;
  private final UUID task;
  private final Troubles troubles;
  private final List<TaskEvent> recorded = new ArrayList<>();
  private @Nullable String lastId;
  private volatile boolean isOver;

  /**
   * @param sources used in turn, from the first one on
   */
  Follower(List<EventSource> sources, UUID task, Troubles troubles) {
    this.sources = List.copyOf(sources);
    this.task = task;
    this.troubles = troubles;
  }

  /** Returns when the event has come that ends the task. */
  void follow() throws Exception {
    connect(sources.getFirst());
    for (int i = 1; !isOver; i++) {
      Thread.sleep(PAUSE);
      connect(sources.get(i % sources.size()));
    }
  }

  boolean isOver() {
    return isOver;
  }

  /** How it follows, for a person. */
  String means() {
    return sources.getFirst().name();
  }

  /** All recorded events as they came, repeated ones as well. */
  List<TaskEvent> recorded() {
    synchronized (recorded) {
      return List.copyOf(recorded);
    }
  }

  private void connect(EventSource source) throws Exception {
    String doing = "follow by " + source.name();
    try {
      source.read(task, lastId, this::take);
      if (!isOver) {
        troubles.met(doing + ": the stream ended");
      }
    } catch (IOException e) {
      troubles.met(doing, e);
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
