package io.openclaw.orchestrator.task;

import io.micrometer.core.instrument.MeterRegistry;
import io.openclaw.event.EventJson;
import io.openclaw.event.Failure;
import io.openclaw.event.StepAttempt;
import io.openclaw.event.TaskEvent;
import io.openclaw.orchestrator.engine.Decision;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/** Logs and counts what has happened to tasks. */
@ApplicationScoped
class MoveLog {
  private static final Logger LOG = Logger.getLogger("io.openclaw.task");

  private final MeterRegistry meters;

  MoveLog(MeterRegistry meters) {
    this.meters = meters;
  }

  void moved(Decision decision) {
    for (TaskEvent event : decision.events()) {
      meters.counter("openclaw.task.events", "type", EventJson.typeOf(event)).increment();
      log(event);
    }
  }

  private static void log(TaskEvent event) {
    switch (event) {
      case TaskEvent.TaskAccepted accepted ->
          LOG.infof("Task accepted taskId=%s tenant=%s", event.taskId(), accepted.tenant());
      case TaskEvent.TaskRouted routed ->
          LOG.infof(
              "Task routed taskId=%s rule=%s kind=%s target=%s steps=%d workspaceVersion=%s",
              event.taskId(),
              routed.route().rule(),
              routed.route().kind(),
              routed.route().target(),
              routed.steps().size(),
              routed.workspaceVersion());
      case TaskEvent.StepScheduled scheduled -> log("Step scheduled", event, scheduled.step());
      case TaskEvent.StepStarted started ->
          LOG.infof(
              "Step started taskId=%s %s workerId=%s",
              event.taskId(), keys(started.step()), started.workerId());
      case TaskEvent.StepRetrying retrying ->
          LOG.infof(
              "Step is tried again taskId=%s %s code=%s nextAt=%s",
              event.taskId(), keys(retrying.step()), retrying.cause().code(), retrying.nextAt());
      case TaskEvent.StepCompleted completed -> log("Step completed", event, completed.step());
      case TaskEvent.StepFailed failed ->
          LOG.infof(
              "Step failed taskId=%s %s code=%s",
              event.taskId(), keys(failed.step()), failed.cause().code());
      case TaskEvent.StepSkipped skipped ->
          LOG.infof(
              "Step skipped taskId=%s stepId=%s reason=\"%s\"",
              event.taskId(), skipped.stepId(), skipped.reason());
      case TaskEvent.StepKept kept ->
          LOG.infof(
              "Step kept taskId=%s stepId=%s fromTask=%s",
              event.taskId(), kept.stepId(), kept.fromTask());
      case TaskEvent.StepCancelled cancelled ->
          LOG.infof(
              "Step cancelled taskId=%s %s reason=\"%s\"",
              event.taskId(), keys(cancelled.step()), cancelled.reason());
      case TaskEvent.ApprovalRequested asked ->
          LOG.infof(
              "Approval requested taskId=%s stepId=%s expiresAt=%s",
              event.taskId(), asked.stepId(), asked.expiresAt());
      case TaskEvent.ApprovalResolved resolved ->
          LOG.infof(
              "Approval resolved taskId=%s stepId=%s approved=%s by=%s",
              event.taskId(), resolved.stepId(), resolved.approved(), resolved.by());
      case TaskEvent.ApprovalClosed closed ->
          LOG.infof(
              "Approval closed taskId=%s stepId=%s reason=\"%s\"",
              event.taskId(), closed.stepId(), closed.reason());
      case TaskEvent.TaskCompleted _ -> LOG.infof("Task completed taskId=%s", event.taskId());
      case TaskEvent.TaskFailed failed -> log(event, failed.cause());
      case TaskEvent.TaskCancelled cancelled ->
          LOG.infof("Task cancelled taskId=%s by=%s", event.taskId(), cancelled.by());
    }
  }

  private static void log(String what, TaskEvent event, StepAttempt step) {
    LOG.infof("%s taskId=%s %s", what, event.taskId(), keys(step));
  }

  private static void log(TaskEvent event, Failure cause) {
    LOG.infof("Task failed taskId=%s code=%s", event.taskId(), cause.code());
  }

  private static String keys(StepAttempt step) {
    return "stepId=%s agentId=%s attempt=%d"
        .formatted(step.stepId(), step.agentId(), step.attempt());
  }
}
