package io.openclaw.orchestrator.store;

import io.openclaw.orchestrator.engine.Assignment;
import io.openclaw.orchestrator.engine.AssignmentState;
import io.openclaw.orchestrator.engine.Outcome;
import io.openclaw.orchestrator.engine.Plan;
import io.openclaw.orchestrator.engine.Request;
import io.openclaw.orchestrator.engine.StepProgress;
import io.openclaw.orchestrator.engine.TaskState;
import io.openclaw.orchestrator.engine.Tries;
import io.quarkus.runtime.annotations.RegisterForReflection;

/** What is read and written as JSON, for the native executable. */
@RegisterForReflection(
    targets = {
      Assignment.class,
      AssignmentState.Waiting.class,
      AssignmentState.Scheduled.class,
      AssignmentState.Running.class,
      AssignmentState.Retrying.class,
      AssignmentState.Completed.class,
      AssignmentState.Failed.class,
      AssignmentState.Skipped.class,
      AssignmentState.class,
      Outcome.class,
      Outcome.Open.class,
      Outcome.Completed.class,
      Outcome.Failed.class,
      Plan.class,
      Request.class,
      StepProgress.class,
      TaskState.class,
      Tries.class,
      Attempts.Row.class,
      History.Entry.class,
      Outbox.Entry.class
    })
final class NativeTypes {
  private NativeTypes() {}
}
