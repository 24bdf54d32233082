package io.openclaw.task;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A part of a task's history, in order.
 *
 * @param next the {@code after} that the next part is asked for with; null where there is nothing
 *     more yet
 */
public record HistoryPage(List<RecordedEvent> events, @Nullable Long next) {
  public HistoryPage {
    events = List.copyOf(events);
  }
}
