package io.openclaw.task;

import static java.util.Objects.requireNonNull;

import io.openclaw.event.TaskEvent;

/**
 * An event in a task's history.
 *
 * @param seq 1 for the task's first event, without gaps
 */
public record RecordedEvent(long seq, TaskEvent event) {
  public RecordedEvent {
    requireNonNull(event, "event is null");
  }
}
