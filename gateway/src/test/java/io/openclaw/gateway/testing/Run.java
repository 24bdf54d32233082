package io.openclaw.gateway.testing;

import io.openclaw.event.Conditions;
import io.openclaw.event.Failure;
import io.openclaw.event.LiveEvent;
import io.openclaw.event.PlannedStep;
import io.openclaw.event.Result;
import io.openclaw.event.RetryRule;
import io.openclaw.event.Route;
import io.openclaw.event.StepAttempt;
import io.openclaw.event.TaskEvent;
import io.openclaw.event.Work;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The events of a task's run, as workers and the orchestrator would make them. */
public final class Run {
  public static final StepAttempt STEP = new StepAttempt("step-1", "agent-one", 1);

  private final UUID task;
  private Instant now = Instant.parse("2026-11-22T10:00:00.123456Z");

  private Run(UUID task) {
    this.task = task;
  }

  public static Run of(UUID task) {
    return new Run(task);
  }

  public static Run ofNewTask() {
    return new Run(UUID.randomUUID());
  }

  public UUID task() {
    return task;
  }

  private Instant tick() {
    now = now.plusMillis(5);
    return now;
  }

  public TaskEvent accepted() {
    return accepted("default");
  }

  public TaskEvent accepted(String tenant) {
    return new TaskEvent.TaskAccepted(task, tick(), tenant, "Count the penguins", List.of(), null);
  }

  public TaskEvent routed() {
    Route route = new Route("reports", Route.Kind.AGENT, "agent-one", "matched: count");
    PlannedStep step =
        new PlannedStep(
            STEP.stepId(),
            "Count",
            List.of(),
            List.of(),
            null,
            Duration.ofMinutes(1),
            new Work.ByAgents(
                List.of(STEP.agentId()), 1, null, List.of("shared/counting"), null, RetryRule.NONE),
            Conditions.NONE);
    return new TaskEvent.TaskRouted(task, tick(), route, "0123456789abcdef", List.of(step));
  }

  public TaskEvent scheduled() {
    return new TaskEvent.StepScheduled(task, tick(), STEP);
  }

  public TaskEvent started() {
    return new TaskEvent.StepStarted(task, tick(), STEP, "worker-1");
  }

  public LiveEvent delta(String text) {
    return new LiveEvent.TextDelta(task, tick(), STEP, text);
  }

  public TaskEvent stepCompleted() {
    return new TaskEvent.StepCompleted(task, tick(), STEP, result());
  }

  public TaskEvent completed() {
    return new TaskEvent.TaskCompleted(task, tick(), result());
  }

  public TaskEvent failed() {
    return new TaskEvent.TaskFailed(task, tick(), Failure.permanent("TIMEOUT", "took too long"));
  }

  private static Result result() {
    return new Result("There are 344 of them.", Map.of(), List.of());
  }

  /** A whole run, live events included. */
  public List<Object> whole(int deltas) {
    List<Object> events = new ArrayList<>();
    events.add(accepted());
    events.add(routed());
    events.add(scheduled());
    events.add(started());
    for (int i = 0; i < deltas; i++) {
      events.add(delta("word-" + i + " 企鹅\n"));
    }
    events.add(stepCompleted());
    events.add(completed());
    return events;
  }
}
