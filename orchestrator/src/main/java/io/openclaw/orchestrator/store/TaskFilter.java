package io.openclaw.orchestrator.store;

import static java.util.Objects.requireNonNull;

import io.openclaw.task.TaskStatus;
import io.openclaw.task.TaskSummary.Target;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which tasks a list shows; all conditions together.
 *
 * @param statuses any of them; not empty
 * @param waiting only those with a step that waits for approval
 * @param route only those that went there; null: anywhere
 * @param contains in the text, in whatever case; null: anything
 * @param since not created before; null: whenever
 * @param until created before; null: whenever
 */
public record TaskFilter(
    String tenant,
    Set<TaskStatus> statuses,
    boolean waiting,
    @Nullable Target route,
    @Nullable String contains,
    @Nullable Instant since,
    @Nullable Instant until) {
  public TaskFilter {
    requireNonNull(tenant, "tenant is null");
    statuses = Set.copyOf(statuses);
    if (statuses.isEmpty()) {
      throw new IllegalArgumentException("statuses is empty");
    }
  }
}
