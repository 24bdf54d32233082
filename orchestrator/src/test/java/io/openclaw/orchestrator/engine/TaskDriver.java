package io.openclaw.orchestrator.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.openclaw.event.Failure;
import io.openclaw.event.Result;
import io.openclaw.event.StepAttempt;
import io.openclaw.event.StepCommand;
import io.openclaw.event.StepCommand.CancelStep;
import io.openclaw.event.StepCommand.RunStep;
import io.openclaw.event.StepReport;
import io.openclaw.event.TaskEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A task under test: feeds it, and keeps all that came of it. */
final class TaskDriver {
  static final UUID INCARNATION = UUID.fromString("00000000-0000-4000-8000-000000000001");
  private static final String BEGIN = "2026-01-01T00:00:00Z";
  private static final UUID ID = UUID.fromString("00000000-0000-7000-8000-000000000000");

  final List<TaskEvent> events = new ArrayList<>();
  final List<RunStep> commands = new ArrayList<>();
  final List<CancelStep> cancels = new ArrayList<>();
  double jitter = 1;
  Instant now = Instant.parse(BEGIN);
  Decision last;

  TaskDriver() {
    this(
        new Request(
            ID,
            "default",
            "do it",
            null,
            Map.of(),
            List.of(),
            null,
            List.of(),
            Instant.parse(BEGIN)));
  }

  private TaskDriver(Request request) {
    last = TaskEngine.accept(request);
    events.addAll(last.events());
  }

  /** An ended task that is tried again. */
  static TaskDriver again(TaskDriver ended, UUID id, Plan plan, List<StepState> kept) {
    TaskDriver driver = accepted(ended, id);
    driver.feed(new TaskInput.Planned(plan, kept));
    return driver;
  }

  /** The same before it is planned. */
  static TaskDriver accepted(TaskDriver ended, UUID id) {
    Request first = ended.state().request();
    TaskDriver driver =
        new TaskDriver(
            new Request(
                id,
                first.tenant(),
                first.text(),
                null,
                Map.of(),
                List.of(),
                first.taskId(),
                List.of(first.taskId()),
                ended.now));
    driver.now = ended.now;
    return driver;
  }

  static TaskDriver begun(Plan plan) {
    TaskDriver driver = new TaskDriver();
    driver.feed(new TaskInput.Planned(plan));
    return driver;
  }

  TaskState state() {
    return last.state();
  }

  Decision feed(TaskInput input) {
    last = TaskEngine.transition(last.state(), input, now, jitter);
    events.addAll(last.events());
    for (StepCommand command : last.commands()) {
      switch (command) {
        case RunStep run -> commands.add(run);
        case CancelStep cancel -> cancels.add(cancel);
      }
    }
    return last;
  }

  Decision start(String step, String agent, int attempt) {
    return start(step, agent, attempt, INCARNATION);
  }

  Decision start(String step, String agent, int attempt, UUID incarnation) {
    return report(
        new StepReport.Started(
            state().id(), now, new StepAttempt(step, agent, attempt), "worker-1", incarnation));
  }

  Decision complete(String step, String agent, int attempt) {
    return complete(step, agent, attempt, Map.of(step, TextNode.valueOf(agent + attempt)));
  }

  Decision complete(String step, String agent, int attempt, Map<String, JsonNode> outputs) {
    Result result = new Result(agent + " did " + step, outputs, List.of());
    return report(
        new StepReport.Completed(state().id(), now, new StepAttempt(step, agent, attempt), result));
  }

  Decision fail(String step, String agent, int attempt, Failure cause) {
    return report(
        new StepReport.Failed(
            state().id(), now, new StepAttempt(step, agent, attempt), cause, null));
  }

  Decision report(StepReport report) {
    return feed(new TaskInput.Reported(report));
  }

  Decision lose(UUID incarnation) {
    return feed(new TaskInput.WorkerLost(incarnation));
  }

  Decision tickAfter(Duration duration) {
    now = now.plus(duration);
    return feed(new TaskInput.Tick());
  }

  Phase phaseOf(String path) {
    return node(path).phase;
  }

  AssignmentState stateOf(String path, String agent) {
    return node(path).assignments.stream()
        .filter(assignment -> assignment.agentId().equals(agent))
        .findFirst()
        .orElseThrow()
        .state();
  }

  private Node node(String path) {
    return state().nodes().filter(node -> node.path().equals(path)).findFirst().orElseThrow();
  }

  List<Class<?>> kinds() {
    return events.stream().<Class<?>>map(Object::getClass).toList();
  }

  /** Of a task that is complete. */
  Map<String, JsonNode> outputs() {
    return ((Outcome.Completed) state().outcome()).result().outputs();
  }

  /** Of a task that has failed. */
  Failure cause() {
    return ((Outcome.Failed) state().outcome()).cause();
  }
}
