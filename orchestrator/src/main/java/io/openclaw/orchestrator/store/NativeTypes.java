package io.openclaw.orchestrator.store;

import io.openclaw.orchestrator.engine.Assignment;
import io.openclaw.orchestrator.engine.AssignmentState;
import io.openclaw.orchestrator.engine.Outcome;
import io.openclaw.orchestrator.engine.Pause;
import io.openclaw.orchestrator.engine.Phase;
import io.openclaw.orchestrator.engine.Plan;
import io.openclaw.orchestrator.engine.Request;
import io.openclaw.orchestrator.engine.StepState;
import io.openclaw.orchestrator.engine.TaskState;
import io.openclaw.orchestrator.engine.Tries;
import io.quarkus.runtime.annotations.RegisterForReflection;

/** What is read and written as JSON, for the native executable. */
@RegisterForReflection(
    targets = {
      Assignment.class,
      AssignmentState.Scheduled.class,
      AssignmentState.Running.class,
      AssignmentState.Retrying.class,
      AssignmentState.Completed.class,
      AssignmentState.Failed.class,
      AssignmentState.Cancelled.class,
      AssignmentState.class,
      Outcome.class,
      Outcome.Open.class,
      Outcome.Completed.class,
      Outcome.Failed.class,
      Outcome.Cancelled.class,
      Pause.class,
      Phase.class,
      Phase.Waiting.class,
      Phase.Approving.class,
      Phase.Working.class,
      Phase.Compensating.class,
      Phase.Completed.class,
      Phase.Failed.class,
      Phase.Skipped.class,
      Phase.Cancelled.class,
      Plan.class,
      Request.class,
      StepState.class,
      TaskState.class,
      Tries.class,
      Schedules.Beginning.class,
      Outbox.Submission.class,
      Bytes.class,
      DeadLetterRow.class,
      StoredLetter.class,
      StoredLetter.LetterHeader.class,
      TaskListRow.class,
      TaskPosition.class
    })
final class NativeTypes {
  private NativeTypes() {}
}
