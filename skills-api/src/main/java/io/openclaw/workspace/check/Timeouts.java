package io.openclaw.workspace.check;

import io.openclaw.workspace.file.Catalog;
import io.openclaw.workspace.file.StepEntry;
import io.openclaw.workspace.file.WorkflowEntry;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How long steps may take, as far as workflows say it. */
final class Timeouts {
  private Timeouts() {}

  /** The step's own word, else that of the workflow that does it; null where neither says it. */
  static @Nullable Duration of(StepEntry step, Catalog catalog) {
    if (step.step().timeout() != null || step.workflow() == null) {
      return step.step().timeout();
    }
    WorkflowEntry workflow = catalog.workflows().byId().get(step.workflow().value());
    return workflow == null ? null : workflow.workflow().totalTimeout();
  }
}
