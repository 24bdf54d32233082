package io.openclaw.task;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A part of a list of tasks, newest first.
 *
 * @param next the cursor that the next part is asked for with; null where there is nothing more.
 *     There may be more behind a part that is short, or empty: a search in texts looks at so many
 *     tasks at a time.
 */
public record TaskPage(List<TaskSummary> tasks, @Nullable String next) {
  public TaskPage {
    tasks = List.copyOf(tasks);
  }
}
