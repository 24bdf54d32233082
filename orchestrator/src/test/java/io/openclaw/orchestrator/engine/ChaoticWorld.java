package io.openclaw.orchestrator.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.openclaw.event.EventJson;
import io.openclaw.event.Failure;
import io.openclaw.event.Result;
import io.openclaw.event.StepAttempt;
import io.openclaw.event.StepCommand.RunStep;
import io.openclaw.event.StepReport;
import io.openclaw.event.TaskEvent;
import io.openclaw.task.StepStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Workers, Kafka, people and time, as bad as they can be: any message may come again, at any time,
 * in any order; any worker may die, with or without having finished; people decide twice, or never.
 * Everything sent arrives in the end.
 */
final class ChaoticWorld {
  private static final int MOST_ACTIONS = 20_000;
  private static final double DUPLICATES = 0.2;

  private final Plan plan;
  private final List<StepState> kept;
  private final Random random;
  private final TaskDriver task;
  private final EventRules rules;
  private final List<RunStep> waiting = new ArrayList<>();
  private final List<TaskInput> underWay = new ArrayList<>();
  private final Set<StepStatus> phases = EnumSet.noneOf(StepStatus.class);
  private final boolean storesEachState;
  private boolean failures = true;
  private int deaths;

  ChaoticWorld(Plan plan, Random random) {
    this(new TaskDriver(), plan, List.of(), null, random);
  }

  private ChaoticWorld(
      TaskDriver task,
      Plan plan,
      List<StepState> kept,
      @Nullable EventRules earlier,
      Random random) {
    this.plan = plan;
    this.kept = kept;
    this.random = random;
    this.task = task;
    this.rules = new EventRules(earlier);
    this.storesEachState = random.nextInt(20) == 0;
  }

  /**
   * The same task, which has ended, tried again in a world that is as bad.
   *
   * @param next its plan, which may be another one by now
   * @param from a step that is done again in any case; null: none
   */
  ChaoticWorld again(Plan next, @Nullable String from) {
    UUID id = new UUID(random.nextLong(), random.nextLong());
    return new ChaoticWorld(
        TaskDriver.accepted(task, id), next, Kept.of(state(), next, from), rules, random);
  }

  /** Workers do all they are told to, and people agree. */
  ChaoticWorld withoutFailures() {
    failures = false;
    return this;
  }

  void run() {
    task.events.forEach(rules::check);
    feed(new TaskInput.Planned(plan, kept));
    for (int i = 0; i < MOST_ACTIONS && !isOver(); i++) {
      act();
    }
    // What is still under way arrives after the end, too.
    underWay.forEach(this::feed);
    rules.checkEnd(task.commands, task.cancels, state());
  }

  /** Whether a step was done by the task that this one tries again. */
  boolean hasKept(String step) {
    return kept.stream().anyMatch(state -> state.id().equals(step));
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

  /** All that steps, and agents' parts of them, have been through. */
  Set<StepStatus> phases() {
    return phases;
  }

  private void act() {
    int choice = random.nextInt(10);
    if (failures && random.nextInt(500) == 0) {
      feed(new TaskInput.Cancel("somebody", null));
    } else if (choice < 4 && !waiting.isEmpty()) {
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
    if (fate < 2 && deaths < Attempts.MAX_LOSSES) {
      deaths++;
      underWay.add(new TaskInput.WorkerLost(worker));
      if (random.nextBoolean()) {
        underWay.add(completed(id, step));
      }
      // Where its start is never heard, Kafka gives the command to another.
      waiting.add(command);
    } else if (fate < 4 && failures) {
      Failure cause = new Failure(EventRules.TOLD, step.toString(), random.nextInt(4) > 0);
      underWay.add(reported(new StepReport.Failed(id, task.now, step, cause, worker)));
    } else {
      underWay.add(completed(id, step));
    }
  }

  private TaskInput completed(UUID id, StepAttempt step) {
    JsonNode output = TextNode.valueOf(step + " by " + random.nextInt());
    String name = step.stepId().replaceAll("^.*\\.|\\[\\d+]$", "").replaceAll("\\[\\d+]", "");
    Result result = new Result(step.toString(), Map.of(name, output), List.of());
    return reported(new StepReport.Completed(id, task.now, step, result));
  }

  private static TaskInput reported(StepReport report) {
    return new TaskInput.Reported(report);
  }

  private void feed(TaskInput input) {
    task.jitter = random.nextDouble();
    task.now = task.now.plusMillis(random.nextInt(50));
    TaskState before = task.state();
    int commandsBefore = task.commands.size();
    Decision decision = task.feed(input);
    assertThat(decision.changed() || decision.state().equals(before)).isTrue();
    assertThat(decision.state().events()).isEqualTo(task.events.size());
    if (storesEachState) {
      assertThat(stored(decision.state())).isEqualTo(decision.state());
    }
    for (TaskEvent event : decision.events()) {
      rules.check(event);
      if (event instanceof TaskEvent.ApprovalRequested asked) {
        decide(asked);
      }
    }
    List<RunStep> sent = task.commands.subList(commandsBefore, task.commands.size());
    sent.forEach(rules::check);
    waiting.addAll(sent);
    rules.checkState(decision.state());
    decision
        .state()
        .nodes()
        .forEach(node -> {
          phases.add(node.phase.view());
          node.assignments.forEach(assignment -> phases.add(assignment.state().view()));
        });
  }

  private void decide(TaskEvent.ApprovalRequested asked) {
    int word = failures ? random.nextInt(10) : 0;
    boolean answers = word < 8 || asked.expiresAt() == null;
    if (answers) {
      underWay.add(new TaskInput.Resolve(asked.stepId(), word < 7, "somebody", null));
    }
    if (word == 8) {
      underWay.add(new TaskInput.Resolve(asked.stepId(), false, "somebody else", "no"));
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
