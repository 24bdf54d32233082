package io.openclaw.orchestrator.engine;

import io.openclaw.event.StepCommand;
import io.openclaw.event.StepCommand.CancelStep;
import io.openclaw.event.StepCommand.RunStep;
import io.openclaw.event.TaskEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Workers, orchestrators, Kafka, people and time, as bad as they can be: any message may come
 * again, at any time, in any order, or not at all; anybody may die, with or without having
 * finished; people decide twice, or never; clocks differ, and jump.
 */
final class ChaoticWorld {
  private static final int MOST_ACTIONS = 20_000;
  private static final double DUPLICATES = 0.2;

  /** Whether to print each move: where one schedule is repeated, to see what has happened. */
  private static final boolean TELLS = System.getProperty("openclaw.simulation.seed") != null;

  private final Plan plan;
  private final List<StepState> kept;
  private final Random random;
  private final boolean failing;
  private final TaskDriver task;
  private final Rulebook rules;
  private final FlakyWorkers workers;
  private final UnreliablePeople people;
  private final Replicas replicas;
  private final List<RunStep> waiting = new ArrayList<>();
  private final List<TaskInput> underWay = new ArrayList<>();
  private final Set<Object> seen = new HashSet<>();
  private final Coverage coverage = new Coverage(seen);
  private Instant time;
  private int moves;

  ChaoticWorld(Plan plan, Random random) {
    this(new TaskDriver(), plan, List.of(), null, random, true);
  }

  private ChaoticWorld(
      TaskDriver task,
      Plan plan,
      List<StepState> kept,
      @Nullable Rulebook earlier,
      Random random,
      boolean failing) {
    this.plan = plan;
    this.kept = kept;
    this.random = random;
    this.failing = failing;
    this.task = task;
    this.time = task.now;
    this.rules = new Rulebook(plan, task.state(), earlier);
    this.workers = new FlakyWorkers(random, failing, underWay, waiting, seen);
    this.people = new UnreliablePeople(random, failing, underWay);
    this.replicas = new Replicas(random, seen);
  }

  /** Workers do all that they are told to, and people agree. */
  static ChaoticWorld withoutFailures(Plan plan, Random random) {
    return new ChaoticWorld(new TaskDriver(), plan, List.of(), null, random, false);
  }

  /**
   * The same task, which has ended, tried again in a world that is as bad.
   *
   * @param next its plan, which may be another one by now
   * @param from a step that is done again in any case; null: none
   */
  ChaoticWorld again(Plan next, @Nullable String from) {
    UUID id = new UUID(random.nextLong(), random.nextLong());
    List<StepState> keeps = KeptSteps.of(state(), next, from);
    return new ChaoticWorld(TaskDriver.accepted(task, id), next, keeps, rules, random, true);
  }

  /** To the task's end, and on for as long as something is under way. */
  void run() {
    try {
      feed(new TaskInput.Planned(plan, kept));
      for (int i = 0; i < MOST_ACTIONS && !state().isFinal(); i++) {
        act();
      }
      Rule.holds(state().isFinal(), "each task ends", state());
      List.copyOf(waiting).forEach(command -> workers.take(command, time));
      List.copyOf(underWay).forEach(this::feed);
      feed(new TaskInput.Cancel("somebody", "too late"));
      feed(new TaskInput.Tick());
      coverage.look(this);
    } catch (AssertionError | RuntimeException e) {
      throw new AssertionError("move " + moves + ", " + e, e);
    }
  }

  /** Whether a step was done by the task that this one tries again. */
  boolean hasKept(String step) {
    return kept.stream().anyMatch(state -> state.id().equals(step));
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

  /** What has happened around the task, by name. */
  Set<Object> seen() {
    return seen;
  }

  private void act() {
    int choice = random.nextInt(100);
    if (failing && random.nextInt(500) == 0) {
      feed(new TaskInput.Cancel("somebody", null));
    } else if (choice < 40 && !waiting.isEmpty()) {
      workers.take(pick(waiting), time);
    } else if (choice < 85 && !underWay.isEmpty()) {
      feed(pick(underWay));
    } else if (!(choice < 90 || isQuiet()) || !missesSomebody()) {
      time = nextMoment();
      feed(new TaskInput.Tick());
    }
  }

  /** Whether somebody is found to be gone whose attempts were with nobody else. */
  private boolean missesSomebody() {
    if (!workers.haveDied()) {
      return false;
    }
    for (TaskState.Attempt attempt : state().attempts()) {
      UUID incarnation = attempt.incarnation();
      if (incarnation != null && workers.isDead(incarnation)) {
        TaskInput lost = new TaskInput.WorkerLost(incarnation);
        if (random.nextInt(4) == 0) {
          underWay.add(lost);
        }
        feed(lost);
        return true;
      }
    }
    return false;
  }

  private void feed(TaskInput input) {
    moves++;
    time = time.plusMillis(random.nextInt(50));
    task.now = replicas.clock(time);
    task.jitter = random.nextDouble();
    if (replicas.diesNow()) {
      TaskState read = replicas.diesOver(batch(input), state(), replicas.clock(time));
      task.last = new Decision(false, read, List.of(), List.of(), task.last.wakeAt());
    }
    if (task.now.isBefore(state().updatedAt())) {
      seen.add("a clock behind another's");
    }
    Decision decision = task.feed(input);
    if (TELLS) {
      System.out.printf("%d at %s: %s%n", moves, task.now, input);
      decision.events().forEach(event -> System.out.println("    " + event));
      decision.commands().forEach(command -> System.out.println("    " + command));
    }
    rules.check(input, task.now, task.jitter, decision);
    decision.events().forEach(people::hear);
    for (StepCommand command : decision.commands()) {
      switch (command) {
        case RunStep run -> waiting.add(run);
        case CancelStep cancel -> workers.cancel(cancel);
      }
    }
    if (decision.changed()) {
      StepView.forEach(rules.steps(), coverage::look);
    }
  }

  private List<TaskInput> batch(TaskInput input) {
    List<TaskInput> batch = new ArrayList<>(List.of(input));
    batch.addAll(underWay.subList(0, Math.min(underWay.size(), random.nextInt(3))));
    return batch;
  }

  private boolean isQuiet() {
    return waiting.isEmpty() && underWay.isEmpty();
  }

  private Instant nextMoment() {
    if (failing && random.nextInt(60) == 0) {
      seen.add("far ahead");
      return time.plus(Duration.ofMinutes(random.nextInt(1, 60)));
    }
    Instant wakeAt = task.last.wakeAt();
    return isQuiet() && wakeAt != null && wakeAt.isAfter(time)
        ? wakeAt
        : time.plus(Duration.ofMillis(random.nextInt(2_000)));
  }

  private <T> T pick(List<T> from) {
    int index = random.nextInt(from.size());
    return random.nextDouble() < DUPLICATES ? from.get(index) : from.remove(index);
  }
}
