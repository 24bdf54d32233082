package io.openclaw.orchestrator.engine;

import static io.openclaw.orchestrator.engine.Rule.holds;

import io.openclaw.event.Conditions.Approval;
import io.openclaw.event.TaskEvent;
import io.openclaw.task.StepStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Approvals: nothing that needs a person's word begins without it, and nobody else is asked. */
final class ApprovalRules implements Rule {

  @Override
  public void told(TaskEvent event, Situation so) {
    if (event instanceof TaskEvent.ApprovalRequested asked) {
      Approval approval = PlannedAt.path(so.plan(), asked.stepId()).conditions().approval();
      holds(approval != null && !asked.stepId().endsWith("]"), "asked as planned", asked);
      Duration expires = approval == null ? null : approval.expires();
      Instant expiresAt = expires == null ? null : so.now().plus(expires);
      holds(Objects.equals(expiresAt, asked.expiresAt()), "asked for as long as planned", asked);
    }
  }

  @Override
  public void entered(StepView step, @Nullable StepStatus was, Situation after) {
    if (step.isElement) {
      return;
    }
    Facts.Word word = after.facts().word(step.path);
    if (step.status == StepStatus.APPROVING) {
      holds(word == Facts.Word.ASKED, "somebody is asked", step);
      return;
    }
    holds(word != Facts.Word.ASKED, "nobody is asked any more", step);
    boolean hasBegun = !step.state.assignments().isEmpty() || !step.children.isEmpty();
    if (step.step.conditions().approval() != null
        && (hasBegun || step.status == StepStatus.COMPLETED)) {
      holds(word == Facts.Word.APPROVED, "approved before it begins", step);
    }
  }
}
