package io.openclaw.worker.live;

import io.openclaw.event.LiveEvent;
import io.openclaw.event.LiveEvent.TextDelta;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Events that are written together. Words that follow each other in the same attempt become one
 * event, even where other tasks' events lie between them.
 */
final class Batch {
  private final List<LiveEvent> events = new ArrayList<>();
  private final Map<UUID, Integer> lastOfTask = new HashMap<>();

  void add(LiveEvent event) {
    Integer last = lastOfTask.get(event.taskId());
    if (last != null
        && event instanceof TextDelta more
        && events.get(last) instanceof TextDelta before
        && before.step().equals(more.step())) {
      String text = before.text() + more.text();
      events.set(last, new TextDelta(before.taskId(), before.at(), before.step(), text));
    } else {
      lastOfTask.put(event.taskId(), events.size());
      events.add(event);
    }
  }

  /** Whether it would gain from waiting: all of it is words. */
  boolean isTextOnly() {
    return events.stream().allMatch(TextDelta.class::isInstance);
  }

  int size() {
    return events.size();
  }

  boolean isEmpty() {
    return events.isEmpty();
  }

  List<LiveEvent> events() {
    return List.copyOf(events);
  }
}
