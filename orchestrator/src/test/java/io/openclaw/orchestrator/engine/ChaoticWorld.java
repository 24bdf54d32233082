package io.openclaw.orchestrator.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.openclaw.event.EventJson;
import io.openclaw.event.Failure;
import io.openclaw.event.PlannedStep;
import io.openclaw.event.Result;
import io.openclaw.event.StepAttempt;
import io.openclaw.event.StepCommand.RunStep;
import io.openclaw.event.StepReport;
import io.openclaw.event.TaskEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

/**
 * Workers, Kafka and time, as bad as they can be: any message may come again, at any time, in any
 * order; any worker may die, with or without having finished. Everything sent arrives in the end.
 */
final class ChaoticWorld {
  private static final int MOST_ACTIONS = 5_000;
  private static final double DUPLICATES = 0.2;

  private final Plan plan;
  private final Random random;
  private final TaskDriver task;
  private final List<RunStep> waiting = new ArrayList<>();
  private final List<TaskInput> underWay = new ArrayList<>();
  private final Map<String, JsonNode> recorded = new HashMap<>();
  private boolean failures = true;
  private int deaths;

  ChaoticWorld(Plan plan, Random random) {
    this.plan = plan;
    this.random = random;
    this.task = new TaskDriver();
  }

  ChaoticWorld withoutFailures() {
    failures = false;
    return this;
  }

  void run() {
    feed(new TaskInput.Planned(plan));
    for (int i = 0; i < MOST_ACTIONS && !isOver(); i++) {
      act();
    }
    // What is still under way arrives after the end, too.
    underWay.forEach(this::feed);
  }

  boolean isOver() {
    return task.state().isFinal();
  }

  TaskState state() {
    return task.state();
  }

  List<TaskEvent> events() {
    return task.events;
  }

  List<RunStep> commands() {
    return task.commands;
  }

  /** What the recorded completions said, merged as the result must have it. */
  Map<String, JsonNode> recordedOutputs() {
    Map<String, JsonNode> outputs = new HashMap<>();
    for (PlannedStep step : plan.steps()) {
      if (step.agents().size() == 1) {
        outputs.put(step.id(), recorded.get(step.id() + "/" + step.agents().getFirst()));
      } else {
        ObjectNode merged = JsonNodeFactory.instance.objectNode();
        step.agents().forEach(agent -> merged.set(agent, recorded.get(step.id() + "/" + agent)));
        outputs.put(step.id(), merged);
      }
    }
    return outputs;
  }

  private void act() {
    int choice = random.nextInt(10);
    if (choice < 4 && !waiting.isEmpty()) {
      work(pick(waiting));
    } else if (choice < 9 && !underWay.isEmpty()) {
      feed(pick(underWay));
    } else {
      task.now = nextMoment();
      feed(new TaskInput.Tick());
    }
  }

  /** A worker takes the command; what it says goes under way, and the worker may die of it. */
  private void work(RunStep command) {
    UUID worker = new UUID(random.nextLong(), random.nextLong());
    StepAttempt step = command.step();
    UUID id = command.taskId();
    underWay.add(reported(new StepReport.Started(id, task.now, step, "w", worker)));
    int fate = random.nextInt(10);
    if (fate < 2 && deaths < Move.MAX_LOSSES) {
      deaths++;
      underWay.add(new TaskInput.WorkerLost(worker));
      if (random.nextBoolean()) {
        underWay.add(completed(id, step));
      }
      // Where its start is never heard, Kafka gives the command to another.
      waiting.add(command);
    } else if (fate < 4 && failures) {
      Failure cause = new Failure(EventRules.TOLD, step.toString(), random.nextInt(4) > 0);
      underWay.add(reported(new StepReport.Failed(id, task.now, step, cause)));
    } else {
      underWay.add(completed(id, step));
    }
  }

  private TaskInput completed(UUID id, StepAttempt step) {
    JsonNode output = TextNode.valueOf(step + " by " + random.nextInt());
    Result result = new Result(step.toString(), Map.of(step.stepId(), output), List.of());
    return reported(new StepReport.Completed(id, task.now, step, result));
  }

  private static TaskInput reported(StepReport report) {
    return new TaskInput.Reported(report);
  }

  private void feed(TaskInput input) {
    task.jitter = random.nextDouble();
    task.now = task.now.plusMillis(random.nextInt(50));
    TaskState before = task.state();
    Decision decision = task.feed(input);
    assertThat(decision.changed() || decision.state().equals(before)).isTrue();
    assertThat(decision.state().events()).isEqualTo(task.events.size());
    assertThat(stored(decision.state())).isEqualTo(decision.state());
    waiting.addAll(decision.commands());
    for (TaskEvent event : decision.events()) {
      if (event instanceof TaskEvent.StepCompleted done) {
        StepAttempt step = done.step();
        recorded.put(
            step.stepId() + "/" + step.agentId(), done.result().outputs().get(step.stepId()));
      }
    }
  }

  private Instant nextMoment() {
    Instant wakeAt = task.last.wakeAt();
    boolean quiet = waiting.isEmpty() && underWay.isEmpty();
    return quiet && wakeAt != null && wakeAt.isAfter(task.now)
        ? wakeAt
        : task.now.plus(Duration.ofMillis(random.nextInt(2_000)));
  }

  private <T> T pick(List<T> from) {
    int index = random.nextInt(from.size());
    return random.nextDouble() < DUPLICATES ? from.get(index) : from.remove(index);
  }

  private static TaskState stored(TaskState state) {
    try {
      String json = EventJson.mapper().writeValueAsString(state);
      return EventJson.mapper().readValue(json, TaskState.class);
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }
}
