package io.openclaw.orchestrator.store;

import io.openclaw.orchestrator.engine.Decision;
import io.openclaw.orchestrator.engine.TaskState;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What one task's moves come to.
 *
 * @param before where it stood; null where it begins
 * @param decisions in order, at least one
 */
public record TaskEntry(@Nullable StoredTask before, List<Decision> decisions) {
  public TaskEntry {
    decisions = List.copyOf(decisions);
    if (decisions.isEmpty()) {
      throw new IllegalArgumentException("an entry without a decision");
    }
  }

  public UUID taskId() {
    return after().id();
  }

  public TaskState after() {
    return decisions.getLast().state();
  }

  @Nullable Instant wakeAt() {
    return decisions.getLast().wakeAt();
  }

  /** Whether its row changes; where not, somebody is only told something. */
  boolean isChanged() {
    return decisions.stream().anyMatch(Decision::changed);
  }

  List<TaskState.Approval> approvalsBefore() {
    return before == null ? List.of() : before.state().approvals();
  }

  List<TaskState.Attempt> attemptsBefore() {
    return before == null ? List.of() : before.state().attempts();
  }
}
