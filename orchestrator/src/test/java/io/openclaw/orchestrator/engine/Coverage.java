package io.openclaw.orchestrator.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.openclaw.event.TaskEvent;
import io.openclaw.event.Work;
import io.openclaw.task.StepStatus;
import io.openclaw.task.TaskStatus;
import java.util.Set;

/**
 * What has happened in a simulation: a rule says nothing of what never happens.
 *
 * @param seen by name, by type, by code
 */
record Coverage(Set<Object> seen) {

  /** All that can happen has happened, somewhere. */
  void isComplete() {
    assertThat(seen)
        .as("all that can happen has happened")
        .contains((Object[]) TaskEvent.class.getPermittedSubclasses())
        .contains((Object[]) StepStatus.values())
        .contains(TaskStatus.COMPLETED, TaskStatus.FAILED, TaskStatus.CANCELLED)
        .contains("fallback", "undone", "tolerated", "list", "sub-workflow", "join")
        .contains("kept list", "kept sub-workflow", "again from", "again by another plan")
        .contains("NO_LIST", "CONDITION_FAILED", "DENIED", "APPROVAL_EXPIRED", "WORKER_LOST")
        .contains("task out of time", "sub-workflow out of time", "attempt out of time")
        .contains("lost for good", "element has to wait", "task waits for people only")
        .contains("died before it said that it starts", "died before it acknowledged")
        .contains("result lost with its worker", "died when it was done", "dead letter")
        .contains("announced again", "forgotten by the artifacts", "too late to begin")
        .contains("never heard of again", "died over a batch")
        .contains("a clock behind another's", "far ahead");
  }

  /** After each move. */
  void look(StepView step) {
    seen.add(step.status);
    step.state.assignments().forEach(assignment -> seen.add(assignment.state().view()));
    if (step.isElement && step.status == StepStatus.WAITING) {
      seen.add("element has to wait");
    }
  }

  /** After the end. */
  void look(ChaoticWorld world) {
    TaskState state = world.state();
    world.events().forEach(event -> seen.add(event.getClass()));
    seen.add(state.outcome().view());
    state.nodes().forEach(this::look);
    if (!state.pause().total().isZero()) {
      seen.add("task waits for people only");
    }
    if (state.outcome() instanceof Outcome.Failed(var cause)
        && cause.message().startsWith("The task was not done")) {
      seen.add("task out of time");
    }
    for (Node node : state.roots()) {
      if (world.hasKept(node.step.id()) && !node.children.isEmpty()) {
        seen.add(node.isList() ? "kept list" : "kept sub-workflow");
      }
    }
  }

  private void look(Node node) {
    node.assignments.forEach(assignment -> look(node, assignment));
    if (node.phase instanceof Phase.Failed failed) {
      seen.add(failed.cause().code());
      if (failed.tolerated()) {
        seen.add("tolerated");
      }
      if (node.step.work() instanceof Work.SubWorkflow
          && failed.cause().message().startsWith("Not done within")) {
        seen.add("sub-workflow out of time");
      }
    }
    if (node.step.id().startsWith("undo") && node.phase instanceof Phase.Completed) {
      seen.add("undone");
    }
    if (!node.children.isEmpty()) {
      seen.add(node.isList() ? "list" : "sub-workflow");
    }
  }

  private void look(Node node, Assignment assignment) {
    AssignmentState state = assignment.state();
    state
        .tries()
        .causes()
        .forEach(cause -> {
          seen.add(cause.code());
          if (cause.message().startsWith("No result after")) {
            seen.add("attempt out of time");
          }
        });
    if (assignment.agentId().equals("d")) {
      seen.add("fallback");
    }
    if (state instanceof AssignmentState.Cancelled && node.phase instanceof Phase.Completed) {
      seen.add("join");
    }
    if (state instanceof AssignmentState.Failed && state.tries().losses() == AttemptRules.LOSSES) {
      seen.add("lost for good");
    }
  }
}
